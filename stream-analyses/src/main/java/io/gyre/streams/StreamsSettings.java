package io.gyre.streams;

import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings that Kafka Streams needs for Gyre's records, and why. */
final class StreamsSettings {
    /** What a value may grow by when it is stored: its key, its headers, the batch. */
    static final int RECORD_ROOM = 64 << 10;

    private StreamsSettings() {}

    static Properties of(GyreStreamsConfig config) {
        var settings = new Properties();
        settings.putAll(config.client());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineHandler.class);
        settings.put(QuarantineHandler.TOPIC_CONFIG, config.topics().quarantine().name());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A result goes through three commits; each waits at most this long.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        // -1: as many copies as the broker's default says.
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        // Records are large: few of them in memory at a time.
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 16);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 16);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 1 << 20);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // What an instance that was killed has not done goes to others after so long: Kafka's own default is 45 s.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), config.client()
                .getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) Duration.ofSeconds(10).toMillis()));
        // A large chunk takes as long as it takes to decode.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                (int) Duration.ofMinutes(30).toMillis());
        // Nothing is committed while a chunk is decoded; and what an instance leaves open that never comes back hides all that follows for so long.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), config.client()
                .getOrDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) Duration.ofMinutes(2).toMillis()));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Topics.MAX_RECORD_BYTES + RECORD_ROOM);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        // With more, brokers of Kafka 4 refuse the second request of a transaction when the first one must wait for the end of
        // the transaction before, and both are sent again.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        return settings;
    }
}
