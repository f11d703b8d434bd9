package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.streams.decode.KafkaSegmentFetcher;
import io.gyre.streams.decode.SegmentLostException;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSegmentFetcherTest {
    private final TestBroker broker = TestBroker.shared();
    private final String topic = "segments-" + UUID.randomUUID();

    private static SegmentRef at(long offset) {
        return new SegmentRef(7, 1, 0, offset, 1, 1, Sha256.of(new byte[0]), 0, 0, 1, List.of());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var config = new HashMap<>(broker.client());
        config.putAll(more);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaSegmentFetcher fetcher(Duration patience) {
        return new KafkaSegmentFetcher(broker.client(), topic, 1 << 20, patience);
    }

    private void createTopic(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1)))).all().get();
    }

    @Test
    void anyOffsetIsFetchedInAnyOrder() throws Exception {
        try (Admin admin = Admin.create(broker.client()); var producer = producer(Map.of())) {
            createTopic(admin);
            for (byte i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[]{ i})).get();
            }
            try (var fetcher = fetcher(Duration.ofSeconds(20))) {
                for (int offset : new int[]{ 3, 4, 5, 19, 0, 1, 7, 7}) {
                    assertArrayEquals(new byte[]{ (byte) offset}, fetcher.fetch(at(offset)));
                }
            }
        }
    }

    @Test
    void whatRetentionHasDeletedIsLost() throws Exception {
        try (Admin admin = Admin.create(broker.client()); var producer = producer(Map.of())) {
            createTopic(admin);
            for (byte i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[]{ i})).get();
            }
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3))).all().get();
            try (var fetcher = fetcher(Duration.ofSeconds(20))) {
                assertThrows(SegmentLostException.class, () -> fetcher.fetch(at(1)));
                assertArrayEquals(new byte[]{ 4}, fetcher.fetch(at(4)));
            }
        }
    }

    @Test
    void openTransactionOfAnotherPublisherDoesNotHoldUp() throws Exception {
        try (Admin admin = Admin.create(broker.client());
                var hangs = producer(Map.of("transactional.id", topic + "-hangs"));
                var publishes = producer(Map.of("transactional.id", topic + "-publishes"))) {
            createTopic(admin);
            hangs.initTransactions();
            hangs.beginTransaction();
            hangs.send(new ProducerRecord<>(topic, new byte[]{ 1})).get();
            publishes.initTransactions();
            publishes.beginTransaction();
            long offset = publishes.send(new ProducerRecord<>(topic, new byte[]{ 2})).get().offset();
            publishes.commitTransaction();
            try (var fetcher = fetcher(Duration.ofSeconds(20))) {
                assertArrayEquals(new byte[]{ 2}, fetcher.fetch(at(offset)));
            }
            hangs.abortTransaction();
        }
    }

    @Test
    void whatTheTopicCannotHoldIsLost() throws Exception {
        try (Admin admin = Admin.create(broker.client()); var fetcher = fetcher(Duration.ofMillis(600))) {
            createTopic(admin);
            var beyond = assertThrows(SegmentLostException.class, () -> fetcher.fetch(at(9)));
            assertTrue(beyond.toString().contains("ends at 0"), beyond.toString());
            var elsewhere = new SegmentRef(7, 1, 5, 0, 1, 1, Sha256.of(new byte[0]), 0, 0, 1, List.of());
            var error = assertThrows(SegmentLostException.class, () -> fetcher.fetch(elsewhere));
            assertTrue(error.toString().contains("1 partitions"), error.toString());
        }
    }
}
