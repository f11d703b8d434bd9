package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the chunks topic what is published of a line but not in its ledger: after a crash between commit and ledger, or
 * after the loss of the ledger.
 *
 * <p>Another line's open transaction in the same partition hides committed manifests behind it, so reading is done only when everything
 * that was there at the beginning has been seen or is known to be aborted. Not thread-safe.
 */
final class ManifestHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestHistory.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /** So many foreign records are worth a note in the ledger that they were read. */
    private static final long NOTE_EVERY = 1000;

    private final Cluster cluster;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;

    /** @param patience how long to wait for others' open transactions */
    ManifestHistory(Cluster cluster, ProducerSettings settings, Duration patience) throws BrokerException {
        this.cluster = cluster;
        this.patience = patience;
        try {
            this.consumer = new KafkaConsumer<>(settings.consumer());
        } catch (KafkaException e) {
            throw KafkaErrors.of("the Kafka client cannot be set up", e);
        }
    }

    /** Adds to the ledger every committed manifest of its line that it lacks. The line's writer must have fenced all others before. */
    void complete(LineLedger ledger, LineLedger.Hold hold) throws BrokerException, LedgerException {
        LineId line = ledger.line();
        TopicPartition partition = cluster.chunksPartition(line);
        byte[] key = line.key().getBytes(StandardCharsets.UTF_8);
        long end = cluster.endOffset(partition);
        long from = ledger.readTo(partition.partition());
        if (from >= end) {
            return;
        }
        int found = 0;
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long deadline = System.nanoTime() + patience.toNanos();
            while (consumer.position(partition) < end) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> manifest : records) {
                    if (Arrays.equals(key, manifest.key())) {
                        found += take(manifest, hold);
                    }
                }
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new BrokerException(Kind.HIDDEN, partition + " is readable up to offset "
                            + consumer.position(partition) + " of " + end + " for " + patience.toSeconds()
                            + " s: another transaction is open there; it is tried again");
                }
            }
        } catch (KafkaException e) {
            throw KafkaErrors.of("reading " + partition, e);
        }
        if (found > 0) {
            LOG.info("{}: {} published chunks were found on Kafka that the ledger did not know", line, found);
        }
        if (end - ledger.readTo(partition.partition()) > NOTE_EVERY) {
            hold.addReadTo(partition.partition(), end);
        }
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (KafkaException e) {
            LOG.debug("the consumer was not closed cleanly: {}", e.toString());
        }
    }

    private static int take(ConsumerRecord<byte[], byte[]> found, LineLedger.Hold hold) throws LedgerException {
        if (found.value() == null) {
            return 0;
        }
        String place = new RecordRef(found.topic(), found.partition(), found.offset()).toString();
        try {
            hold.add(LedgerEntry.of(WireCodecs.MANIFEST.decode(found.value(), place), found.partition(),
                    found.offset()));
            return 1;
        } catch (RecordException e) {
            LOG.warn("a manifest that cannot be read is left out: {}", e.getMessage());
            return 0;
        }
    }
}
