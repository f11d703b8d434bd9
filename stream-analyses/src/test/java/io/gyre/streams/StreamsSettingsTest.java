package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static GyreStreamsConfig config(Map<String, Object> more) {
        var client = new HashMap<>(more);
        client.put("bootstrap.servers", "localhost:9092");
        return GyreStreamsConfig.of(client, Path.of("state"), List.of(), new SignaturePolicy.NotRequired());
    }

    /** As Kafka Streams understands them. */
    private static StreamsConfig settings(GyreStreamsConfig config) {
        return new StreamsConfig(StreamsSettings.of(config));
    }

    private static @Nullable Object sessionTimeout(GyreStreamsConfig config) {
        return settings(config).getMainConsumerConfigs("group", "client", 0)
                .get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    }

    @Test
    void noCopiesOfStoresUnlessAskedFor() {
        GyreStreamsConfig config = config(Map.of());
        assertEquals(0, settings(config).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG));
        assertEquals(2, settings(config.withStandbys(2)).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG));
        assertThrows(IllegalArgumentException.class, () -> config.withStandbys(-1));
    }

    @Test
    void othersTakeOverAfterTenSecondsUnlessTheClientSaysOtherwise() {
        assertEquals(10_000, sessionTimeout(config(Map.of())));
        assertEquals("6000", sessionTimeout(config(Map.of("session.timeout.ms", "6000"))));
    }

    @Test
    void whatALostInstanceHadBegunEndsAfterTwoMinutesUnlessTheClientSaysOtherwise() {
        assertEquals(120_000, transactionTimeout(config(Map.of())));
        assertEquals("10000", transactionTimeout(config(Map.of("transaction.timeout.ms", "10000"))));
    }

    private static @Nullable Object transactionTimeout(GyreStreamsConfig config) {
        return settings(config).getProducerConfigs("client").get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    }

    @Test
    void everyRecordIsProcessedExactlyOnce() {
        assertEquals(StreamsConfig.EXACTLY_ONCE_V2,
                settings(config(Map.of())).getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }
}
