package io.gyre.sinks.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.gyre.sinks.AssignedConsumer;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.sinks.WholeRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads all partitions of some topics, committed records only, from offsets that the files tell. No consumer group: two truths
 * about where to go on would part some day.
 */
final class TopicReader implements AutoCloseable {
    private static final int MAX_POLL_RECORDS = 500;

    /** Where a partition begins for the sink, and what it has missed. */
    interface Positions {
        /** {@return where to go on, or -1 for the partition's beginning} */
        long nextOffset(TopicPartition partition);

        /** Kafka has deleted records that were still to be read. */
        void missed(TopicPartition partition, long fromOffset, long toOffset);
    }

    private final Map<String, Object> client;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final Positions positions;
    private final Set<TopicPartition> assigned = new HashSet<>();

    private TopicReader(Map<String, Object> client, KafkaConsumer<byte[], byte[]> consumer, List<String> topics,
            Positions positions) {
        this.client = client;
        this.consumer = consumer;
        this.topics = topics;
        this.positions = positions;
    }

    static TopicReader open(Map<String, Object> client, List<String> topics, Positions positions) {
        return new TopicReader(client,
                AssignedConsumer.open(client, AssignedConsumer.Isolation.READ_COMMITTED, MAX_POLL_RECORDS),
                topics,
                positions);
    }

    /** {@return what has come, or nothing after a while} */
    ConsumerRecords<byte[], byte[]> poll(Duration longest) throws SinkException {
        try {
            assignNewPartitions();
            return consumer.poll(longest);
        } catch (OffsetOutOfRangeException e) {
            seekIntoRange(e.offsetOutOfRangePartitions());
            return ConsumerRecords.empty();
        } catch (WakeupException woken) {
            return ConsumerRecords.empty();
        } catch (KafkaException e) {
            throw SinkException.kafka("reading " + topics, e);
        }
    }

    /** {@return where each partition ends now: before this offset everything is decided} */
    Map<TopicPartition, Long> endOffsets() throws SinkException {
        try {
            assignNewPartitions();
            return consumer.endOffsets(assigned);
        } catch (KafkaException e) {
            throw SinkException.kafka("asking for the ends of " + topics, e);
        }
    }

    /** {@return whether everything before these offsets has been handed out} */
    boolean hasReached(Map<TopicPartition, Long> endOffsets) throws SinkException {
        try {
            for (Map.Entry<TopicPartition, Long> end : endOffsets.entrySet()) {
                if (consumer.position(end.getKey()) < end.getValue()) {
                    return false;
                }
            }
            return true;
        } catch (KafkaException e) {
            throw SinkException.kafka("asking for the position in " + topics, e);
        }
    }

    /** {@return what is held back of values that are not whole and will not be} */
    List<ConsumerRecord<byte[], byte[]>> releaseTorn(WholeRecords whole) throws SinkException {
        try {
            return whole.releaseTorn(consumer, client);
        } catch (WakeupException woken) {
            return List.of();
        } catch (KafkaException e) {
            throw SinkException.kafka("asking for the position in " + topics, e);
        }
    }

    /** Ends a poll that waits; for any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assignNewPartitions() {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                TopicPartition name = new TopicPartition(topic, partition.partition());
                if (!assigned.contains(name)) {
                    found.add(name);
                }
            }
        }
        if (found.isEmpty()) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>(assigned);
        all.addAll(found);
        consumer.assign(all);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(found);
        for (TopicPartition partition : found) {
            long next = positions.nextOffset(partition);
            consumer.seek(partition, next < 0 ? beginnings.getOrDefault(partition, 0L) : next);
        }
        assigned.addAll(found);
    }

    private void seekIntoRange(Map<TopicPartition, Long> outOfRange) throws SinkException {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(outOfRange.keySet());
        for (Map.Entry<TopicPartition, Long> position : outOfRange.entrySet()) {
            TopicPartition partition = position.getKey();
            long beginning = beginnings.getOrDefault(partition, 0L);
            if (position.getValue() > beginning) {
                throw new SinkException(SinkProblem.FOLDER_OF_ANOTHER_TOPIC,
                        "the files here hold " + partition + " up to offset " + position.getValue()
                                + ", but the topic ends before; it has lost records, or is another one");
            }
            positions.missed(partition, position.getValue(), beginning);
            consumer.seek(partition, beginning);
        }
    }
}
