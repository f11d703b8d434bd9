package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.retain.GroupPositions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have read, at one moment. */
public final class ConsumerPositions implements GroupPositions {
    private final Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();

    private ConsumerPositions() {}

    /** Asks the cluster for what these groups have committed; a group that does not exist has committed nothing. */
    public static ConsumerPositions of(Cluster cluster, Collection<String> groups) throws BrokerException {
        ConsumerPositions found = new ConsumerPositions();
        for (String group : groups) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            cluster.committed(group).forEach((TopicPartition partition, OffsetAndMetadata committed) -> {
                if (committed != null) {
                    positions.put(partition, committed.offset());
                }
            });
            found.positions.put(group, positions);
        }
        return found;
    }

    @Override
    public OptionalLong next(String group, String topic, int partition) {
        Long position = positions.getOrDefault(group, Map.of()).get(new TopicPartition(topic, partition));
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }
}
