package io.gyre.sinks.restore;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.gyre.sinks.AssignedConsumer;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.sinks.restore.RestoreException.Kind;
import io.gyre.wire.RecordRef;
import io.gyre.wire.SegmentRef;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments from exactly where manifests say they lie. Segments in ascending order of one partition are read in one go.
 *
 * <p>Reads uncommitted records too: a committed manifest was committed together with its segments, and its digests tell whether these
 * are the ones; reading committed ones only would wait for every other publisher's open transaction. Not thread-safe.
 */
final class SegmentFetch implements AutoCloseable {
    private static final int MAX_POLL_RECORDS = 4;
    /** Segments of others between two of ours that are read over rather than sought over. */
    private static final int NEAR = 16;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private @Nullable TopicPartition current;
    private long nextOffset;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    SegmentFetch(Map<String, Object> client, String topic) {
        this.topic = topic;
        this.consumer = AssignedConsumer.open(client, AssignedConsumer.Isolation.READ_UNCOMMITTED, MAX_POLL_RECORDS);
    }

    /** {@return the value of the record where the segment lies}, of which nothing is checked yet */
    byte[] fetch(SegmentRef segment) throws RestoreException, SinkException {
        try {
            TopicPartition partition = new TopicPartition(topic, segment.partition());
            checkPlace(partition, segment);
            moveTo(partition, segment.offset());
            checkEnd(partition, segment);
            return read(segment);
        } catch (OffsetOutOfRangeException e) {
            current = null;
            throw missing(segment, "Kafka no longer has that offset");
        } catch (KafkaException e) {
            throw SinkException.kafka("fetching " + place(segment), e);
        }
    }

    /** {@return where a segment lies, as Kafka's tools write it} */
    RecordRef place(SegmentRef segment) {
        return new RecordRef(topic, segment.partition(), segment.offset());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void checkPlace(TopicPartition partition, SegmentRef segment) throws RestoreException {
        if (segment.offset() < 0) {
            throw missing(segment, "no offset is negative");
        }
        if (!partition.equals(current)
                && consumer.partitionsFor(topic).stream()
                        .noneMatch(info -> info.partition() == partition.partition())) {
            throw missing(segment, "there is no such partition");
        }
    }

    /** Without this, a read at the very end would wait for the next record to be published. */
    private void checkEnd(TopicPartition partition, SegmentRef segment) throws RestoreException {
        if (ends.getOrDefault(partition, 0L) > segment.offset()) {
            return;
        }
        long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        ends.put(partition, end);
        if (end <= segment.offset()) {
            current = null;
            throw missing(segment, "the partition ends at " + end);
        }
    }

    private void moveTo(TopicPartition partition, long offset) {
        boolean near = partition.equals(current) && offset >= nextOffset && offset - nextOffset <= NEAR;
        if (near) {
            return;
        }
        polled = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
        consumer.assign(Set.of(partition));
        consumer.seek(partition, offset);
        current = partition;
        nextOffset = offset;
    }

    private byte[] read(SegmentRef segment) throws RestoreException, SinkException {
        TopicPartition partition = new TopicPartition(topic, segment.partition());
        long silentSince = System.nanoTime();
        while (true) {
            while (polled.hasNext()) {
                ConsumerRecord<byte[], byte[]> found = polled.next();
                nextOffset = found.offset() + 1;
                if (found.offset() == segment.offset() && found.value() != null) {
                    return found.value();
                }
                if (found.offset() >= segment.offset()) {
                    current = null;
                    throw missing(segment, "the next record there is at " + found.offset());
                }
                silentSince = System.nanoTime();
            }
            if (consumer.position(partition) > segment.offset()) {
                current = null;
                throw missing(segment, "no record of data is there");
            }
            if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new SinkException(SinkProblem.KAFKA, "no answer for " + place(segment) + " within "
                        + LONGEST_SILENCE.toSeconds() + " s; look at the brokers' state");
            }
            polled = consumer.poll(POLL).iterator();
        }
    }

    private RestoreException missing(SegmentRef segment, String why) {
        return new RestoreException(Kind.SEGMENT_MISSING,
                "segment " + segment.index() + " of chunk " + segment.chunkId()
                        + " is not at " + place(segment) + ": " + why);
    }
}
