package io.gyre.sinks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic once: all records that were committed when the scan began, each partition's in order. Holds a few records at a
 * time. Not thread-safe.
 */
public final class TopicScan implements AutoCloseable {
    private static final int MAX_POLL_RECORDS = 64;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    private TopicScan(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    public static TopicScan open(Map<String, Object> client, String topic) throws SinkException {
        TopicScan scan = new TopicScan(topic,
                AssignedConsumer.open(client, AssignedConsumer.Isolation.READ_COMMITTED, MAX_POLL_RECORDS));
        try {
            scan.assign(client);
            return scan;
        } catch (KafkaException e) {
            scan.close();
            throw SinkException.kafka("reading the topic " + topic, e);
        } catch (SinkException e) {
            scan.close();
            throw e;
        }
    }

    /** {@return the next record, or nothing at the end} */
    public Optional<ConsumerRecord<byte[], byte[]>> next() throws SinkException {
        try {
            while (polled.hasNext() || pollMore()) {
                ConsumerRecord<byte[], byte[]> candidate = polled.next();
                TopicPartition partition = new TopicPartition(candidate.topic(), candidate.partition());
                if (candidate.offset() < ends.getOrDefault(partition, 0L)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw SinkException.kafka("reading the topic " + topic, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign(Map<String, Object> client) throws SinkException {
        for (PartitionInfo info : consumer.partitionsFor(topic)) {
            ends.put(new TopicPartition(topic, info.partition()), 0L);
        }
        if (ends.isEmpty()) {
            throw new SinkException(SinkProblem.TOPIC_MISSING,
                    "there is no topic " + topic + "; 'gyre topics' creates it");
        }
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        ends.putAll(TopicFacts.endsOf(client, List.of(topic)));
    }

    private boolean pollMore() throws SinkException {
        long silentSince = System.nanoTime();
        while (!polled.hasNext()) {
            if (isAtEnd()) {
                return false;
            }
            if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new SinkException(SinkProblem.KAFKA, "nothing came of the topic " + topic + " for "
                        + LONGEST_SILENCE.toSeconds() + " s before its end; look at the brokers' state");
            }
            polled = consumer.poll(POLL).iterator();
        }
        return true;
    }

    private boolean isAtEnd() {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }
}
