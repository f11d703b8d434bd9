package io.gyre.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicFactsTest {
    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final String topic = "facts-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);

    TopicFactsTest() throws Exception {
        broker.createTopic(topic, 1);
    }

    /** A commit returns before the partition knows of it, which under load is long enough to be asked for the end in between. */
    @Test
    void whatIsAboutToBeDecidedIsWaitedFor() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, new byte[1])).get();
            var end = new FutureTask<>(this::end);
            Thread asking = Thread.ofPlatform().start(end);
            while (asking.isAlive() && asking.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait(); // until it has asked once, and asks again in a while
            }
            producer.commitTransaction();
            assertEquals(2, end.get(), "the record and the mark of its commit");
        }
    }

    @Test
    void aTransactionThatStaysOpenIsBeyondTheEnd() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, new byte[1])).get();
            assertEquals(0, end());
            assertEquals(1, TopicFacts.logEndsOf(broker.clientConfig(), List.of(topic)).get(partition));
            producer.abortTransaction();
            assertEquals(2, end(), "the record and the mark of its end");
        }
    }

    private long end() throws SinkException {
        return TopicFacts.endsOf(broker.clientConfig(), List.of(topic)).getOrDefault(partition, -1L);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(broker.clientConfig());
        config.put("transactional.id", topic);
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
