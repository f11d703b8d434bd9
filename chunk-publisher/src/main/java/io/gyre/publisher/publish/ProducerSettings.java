package io.gyre.publisher.publish;

import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the Kafka clients of the publisher are set to.
 *
 * @param common of all clients, as the user gives them: bootstrap servers, security
 * @param transactionTimeout how long a chunk may take from its first segment to its commit
 */
public record ProducerSettings(Map<String, Object> common, Topics topics, Duration transactionTimeout) {

    /** Sealed segments that wait for the broker; sending blocks beyond it. */
    private static final long BUFFER_BYTES = 2L * Topics.MAX_SEGMENT_BYTES;
    private static final int BLOCK_MS = 20_000;
    private static final int RETRY_MS = 10;
    private static final int FETCH_WAIT_MS = 100;
    private static final int REQUEST_TIMEOUT_MS = 15_000;
    private static final int DELIVERY_TIMEOUT_MS = 60_000;

    public ProducerSettings {
        common = Map.copyOf(common);
    }

    /** {@return the id under which a line is written: whoever takes it over fences the writer before} */
    public String transactionalId(LineId line) {
        return topics.prefix() + "-publisher/" + line.key();
    }

    Map<String, Object> producer(LineId line) {
        var config = new HashMap<String, Object>();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A new transaction is refused for the moments in which the one before is written out.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MS);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        config.putAll(common);
        // What exactly-once and the format rest on is not for the user to change.
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(line));
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(transactionTimeout.toMillis()));
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.segments().maxRecordBytes());
        // Segments are compressed before they are encrypted.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return config;
    }

    Map<String, Object> consumer() {
        var config = new HashMap<>(common);
        config.keySet().removeIf(key -> key.equals(ConsumerConfig.GROUP_ID_CONFIG));
        // Reading ends where another's open transaction ends: look again soon.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return config;
    }

    Map<String, Object> admin() {
        var config = new HashMap<String, Object>();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        config.putAll(common);
        return config;
    }
}
