package io.gyre.sinks.topic;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.WholeRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads this instance's share of the results, committed ones only. Its group's offsets are written by the transactions that forward
 * the results, never by itself.
 *
 * <p>A static member of its group: one that was killed and is started again gets its partitions back at once, without the wait for
 * the old one's session to end.
 */
final class ResultReader implements AutoCloseable {
    private static final int MAX_POLL_RECORDS = 500;

    private final String topic;
    private final Map<String, Object> client;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WholeRecords whole = new WholeRecords();

    ResultReader(TopicSinkConfig sink) {
        topic = sink.topics().results().name();
        client = sink.client();
        Map<String, Object> config = new HashMap<>(sink.client());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, sink.group());
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, sink.group() + "-" + sink.instance());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                whole.forget(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                whole.forget(partitions);
            }
        });
    }

    /** What has come, records that are whole, and the offsets that are done with them. */
    record Polled(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> nextOffsets) {}

    /** {@return what has come, or nothing after a while} */
    Polled poll(Duration longest) throws SinkException {
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(longest);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            polled.forEach(next -> records.addAll(whole.add(next)));
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
            for (ConsumerRecord<byte[], byte[]> torn : whole.releaseTorn(consumer, client)) {
                records.add(torn);
                TopicPartition partition = new TopicPartition(torn.topic(), torn.partition());
                next.computeIfAbsent(partition, ended -> new OffsetAndMetadata(consumer.position(ended)));
            }
            next.replaceAll((partition, offset) -> {
                OptionalLong held = whole.firstHeld(partition);
                return held.isEmpty() ? offset : new OffsetAndMetadata(held.getAsLong());
            });
            return new Polled(records, next);
        } catch (WakeupException woken) {
            return new Polled(List.of(), Map.of());
        } catch (KafkaException e) {
            throw SinkException.kafka("reading " + topic, e);
        }
    }

    /** {@return who reads, as transactions must tell, so that nobody who lost a partition commits its offsets} */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** Goes back to what is committed, after a transaction was undone. */
    void rewind() throws SinkException {
        whole.forgetAll();
        try {
            Set<TopicPartition> assigned = consumer.assignment();
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned);
            for (TopicPartition partition : assigned) {
                OffsetAndMetadata offset = committed.get(partition);
                if (offset == null) {
                    consumer.seekToBeginning(Set.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            }
        } catch (WakeupException closing) {
            return;
        } catch (KafkaException e) {
            throw SinkException.kafka("going back to the committed offsets of " + topic, e);
        }
    }

    /** {@return whether the group has committed everything before these offsets} */
    boolean hasCommitted(Map<TopicPartition, Long> endOffsets) throws SinkException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(endOffsets.keySet());
            return endOffsets.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() <= (offset == null ? 0 : offset.offset());
            });
        } catch (WakeupException closing) {
            return false;
        } catch (KafkaException e) {
            throw SinkException.kafka("asking for the committed offsets of " + topic, e);
        }
    }

    /** Ends a poll that waits; for any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
