package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import io.gyre.wire.LineId;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one producer that may write a session line, until another takes over. Not thread-safe. */
final class LineWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineWriter.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final LineId line;
    private final Duration transactionTimeout;
    private boolean usable = true;

    private LineWriter(KafkaProducer<byte[], byte[]> producer, LineId line, Duration transactionTimeout) {
        this.producer = producer;
        this.line = line;
        this.transactionTimeout = transactionTimeout;
    }

    /** Fences every other writer of the line and ends what it left open; returns when that is done. */
    static LineWriter open(ProducerSettings settings, LineId line) throws BrokerException {
        KafkaProducer<byte[], byte[]> producer;
        try {
            producer = new KafkaProducer<>(settings.producer(line));
        } catch (KafkaException e) {
            throw KafkaErrors.of("the Kafka client cannot be set up", e);
        }
        try {
            producer.initTransactions();
            return new LineWriter(producer, line, settings.transactionTimeout());
        } catch (KafkaException e) {
            LineWriter unusable = new LineWriter(producer, line, settings.transactionTimeout());
            unusable.usable = false;
            unusable.close();
            throw KafkaErrors.of("beginning to write " + line, e);
        }
    }

    /** {@return whether the writer may begin a transaction; after an error of Kafka's it may not, and what became of the last is unknown} */
    boolean isUsable() {
        return usable;
    }

    ChunkTransaction begin() throws BrokerException {
        if (!usable) {
            throw new BrokerException(Kind.ABORTED, "the writer of " + line + " has failed before");
        }
        try {
            producer.beginTransaction();
            return new ChunkTransaction(producer, this, transactionTimeout);
        } catch (KafkaException e) {
            throw failed("beginning a transaction", e);
        }
    }

    BrokerException failed(String what, Exception error) {
        usable = false;
        return KafkaErrors.of(what, error);
    }

    void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            usable = false;
            LOG.debug("{}: the open transaction is left to the next writer of the line: {}", line, e.toString());
        }
    }

    @Override
    public void close() {
        // An interrupted thread would leave the producer's own thread behind.
        boolean interrupted = Thread.interrupted();
        try {
            // An unusable producer may not wait for what it cannot deliver.
            producer.close(usable ? CLOSE_TIMEOUT : Duration.ZERO);
        } catch (KafkaException e) {
            LOG.debug("{}: the producer was not closed cleanly: {}", line, e.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
