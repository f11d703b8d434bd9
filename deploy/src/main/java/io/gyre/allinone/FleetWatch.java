package io.gyre.allinone;

import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what lines add to their fleet, and the roll-ups that come of it, committed records only. For one thread at a time. */
public final class FleetWatch implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String sharesTopic;
    private final String analysis;
    private final Map<String, Set<LineId>> lines = new HashMap<>();
    private final Map<String, Long> rolledUp = new HashMap<>();
    private final TreeMap<Long, FleetResult> latest = new TreeMap<>();
    private final List<TopicPartition> partitions;

    /**
     * Begins with all that the topics hold.
     *
     * @param client settings of Kafka's clients: bootstrap servers, security
     * @param analysis whose roll-ups are kept
     */
    FleetWatch(Map<String, Object> client, Topics topics, String analysis) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.analysis = analysis;
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        sharesTopic = topics.shares().name();
        partitions = Stream.of(sharesTopic, topics.fleet().name())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * {@return whether roll-ups have all lines that have a share in them}, waited for at most this long, and for another poll after they do: shares of a
     * transaction that is just committed may not be seen at once.
     */
    public boolean awaitComplete(Duration limit, Duration poll) throws RecordException {
        long begin = System.nanoTime();
        boolean wasComplete = false;
        while (true) {
            readAll(poll);
            boolean isComplete = isComplete();
            if (isComplete && wasComplete) {
                return true;
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                return isComplete;
            }
            wasComplete = isComplete;
        }
    }

    private void readAll(Duration poll) throws RecordException {
        read(poll);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(poll);
        }
    }

    private void read(Duration poll) throws RecordException {
        for (ConsumerRecord<byte[], byte[]> next : consumer.poll(poll)) {
            if (next.topic().equals(sharesTopic)) {
                FleetShare share = WireCodecs.FLEET_SHARE.decode(next.value(), next.topic());
                lines.computeIfAbsent(share.slice().key(), any -> new HashSet<>()).add(share.line());
            } else {
                FleetResult rollup = WireCodecs.FLEET_RESULT.decode(next.value(), next.topic());
                rolledUp.put(rollup.slice().key(), rollup.lines());
                if (rollup.slice().analysis().equals(analysis)) {
                    latest.put(rollup.slice().beginNs(), rollup);
                }
            }
        }
    }

    private boolean isComplete() {
        return lines.entrySet().stream()
                .allMatch(slice -> rolledUp.getOrDefault(slice.getKey(), 0L) >= slice.getValue().size());
    }

    /** {@return the last roll-up of each slice, in the order of time} */
    public Collection<FleetResult> rollups() {
        return List.copyOf(latest.values());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
