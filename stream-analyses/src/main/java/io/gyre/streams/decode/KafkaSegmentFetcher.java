package io.gyre.streams.decode;

import io.gyre.wire.SegmentRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments by exact partition and offset with a consumer of its own, which belongs to no group. Segments of a chunk that follow one
 * another on their partition come out of one read-ahead.
 *
 * <p>The consumer reads uncommitted records on purpose. Manifests are read committed, and a manifest is committed together with its
 * segments: what it names is committed. Reading committed here would only wait for the transactions of other publishers that
 * began earlier on the same partition, a minute for one that was killed. That the bytes are those that the manifest means, its
 * signature and the segment's digest say.
 */
public final class KafkaSegmentFetcher implements SegmentFetcher {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASK = Duration.ofSeconds(10);

    private final String topic;
    private final Duration patience;
    private final Consumer<byte[], byte[]> consumer;
    private @Nullable TopicPartition assigned;
    private long position = -1;

    /** @param patience how long a record may take to come before the broker counts as unreachable */
    public KafkaSegmentFetcher(Map<String, Object> clientConfig, String topic, int maxRecordBytes, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        var config = new Properties();
        config.putAll(clientConfig);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, maxRecordBytes);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public byte[] fetch(SegmentRef segment) throws SegmentLostException, IOException {
        try {
            return fetchOrFail(segment);
        } catch (KafkaException e) {
            throw new IOException(nameOf(segment) + " cannot be fetched: " + e.getMessage(), e);
        }
    }

    private byte[] fetchOrFail(SegmentRef segment) throws SegmentLostException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            seek(segment);
            try {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> found : records) {
                    position = found.offset() + 1;
                    if (found.offset() != segment.offset() || found.value() == null) {
                        throw lost(segment, "the next record there has offset " + found.offset());
                    }
                    return found.value();
                }
            } catch (OffsetOutOfRangeException e) {
                position = -1;
                checkNotDeleted(segment);
                // Past the end, as a new leader may see it for a moment.
                LockSupport.parkNanos(POLL.toNanos() / 2);
            }
        } while (System.nanoTime() < deadline);
        position = -1;
        checkPossible(segment);
        throw new TimeoutException(nameOf(segment) + " did not come within " + patience);
    }

    private void checkNotDeleted(SegmentRef segment) throws SegmentLostException {
        var partition = new TopicPartition(topic, segment.partition());
        Long begin = consumer.beginningOffsets(List.of(partition), ASK).get(partition);
        if (begin != null && begin > segment.offset()) {
            throw lost(segment, "its partition begins at " + begin);
        }
    }

    /** Asks the broker whether the segment may be there at all: what a manifest names was there before it. */
    private void checkPossible(SegmentRef segment) throws SegmentLostException {
        int partitions = consumer.partitionsFor(topic, ASK).size();
        if (partitions > 0 && segment.partition() >= partitions) {
            throw lost(segment, "the topic has " + partitions + " partitions");
        }
        var partition = new TopicPartition(topic, segment.partition());
        Long end = consumer.endOffsets(List.of(partition), ASK).get(partition);
        if (end != null && end <= segment.offset()) {
            throw lost(segment, "its partition ends at " + end);
        }
    }

    private void seek(SegmentRef segment) {
        var partition = new TopicPartition(topic, segment.partition());
        if (!partition.equals(assigned)) {
            consumer.assign(List.of(partition));
            assigned = partition;
            position = -1;
        }
        if (position != segment.offset()) {
            consumer.seek(partition, segment.offset());
            position = segment.offset();
        }
    }

    private SegmentLostException lost(SegmentRef segment, String how) {
        return new SegmentLostException(nameOf(segment) + ", segment " + segment.index() + " of chunk "
                + segment.chunkId() + ", is gone: " + how
                + ". The topic's retention must be longer than the analysis lags behind");
    }

    @Override
    public String nameOf(SegmentRef segment) {
        return topic + "-" + segment.partition() + "@" + segment.offset();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }
}
