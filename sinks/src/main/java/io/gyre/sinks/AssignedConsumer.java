package io.gyre.sinks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka consumers that are told which partitions and offsets to read: no group, nothing committed, no silent reset. */
public final class AssignedConsumer {
    /** Which records a consumer sees. */
    public enum Isolation {
        /** Those of committed transactions, up to the oldest one that is open. */
        READ_COMMITTED("read_committed"),
        /** All: for those who know from elsewhere that what they want is committed, and need not wait for others' transactions. */
        READ_UNCOMMITTED("read_uncommitted");

        private final String configValue;

        Isolation(String configValue) {
            this.configValue = configValue;
        }
    }

    private static final int FETCH_BYTES = 32 << 20;
    private static final int PARTITION_FETCH_BYTES = 8 << 20;

    private AssignedConsumer() {}

    /**
     * {@return a new consumer of raw bytes}
     *
     * @param client how to reach the brokers; what it says about groups is left out
     */
    public static KafkaConsumer<byte[], byte[]> open(Map<String, Object> client, Isolation isolation,
            int maxPollRecords) {
        Map<String, Object> config = new HashMap<>(client);
        config.keySet().removeAll(Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.configValue);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
