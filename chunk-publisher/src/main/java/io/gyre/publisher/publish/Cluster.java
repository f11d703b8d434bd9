package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import io.gyre.wire.LineId;
import io.gyre.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** The cluster that is published to: who it is, and where on it a session line lies. Safe for use by several threads. */
public final class Cluster implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;
    private final Topics topics;
    private final String id;
    private final TopicDescription chunks;

    private Cluster(Admin admin, Topics topics, String id, TopicDescription chunks) {
        this.admin = admin;
        this.topics = topics;
        this.id = id;
        this.chunks = chunks;
    }

    /**
     * Asks the cluster who it is and whether the topics that publishing needs are there.
     *
     * @throws BrokerException when no broker answers, or a topic is missing
     */
    public static Cluster connect(ProducerSettings settings) throws BrokerException {
        Topics topics = settings.topics();
        Admin admin;
        try {
            admin = Admin.create(settings.admin());
        } catch (KafkaException e) {
            throw KafkaErrors.of("the Kafka client cannot be set up", e);
        }
        try {
            String chunks = topics.chunks().name();
            Map<String, TopicDescription> described = get("looking for the topics",
                    admin.describeTopics(List.of(topics.segments().name(), chunks, topics.quarantine().name()))
                            .allTopicNames());
            String id = get("asking for the cluster's id", admin.describeCluster().clusterId());
            TopicDescription description = described.get(chunks);
            if (description == null) {
                throw new BrokerException(Kind.UNKNOWN_TOPIC, chunks + " was not described");
            }
            return new Cluster(admin, topics, id, description);
        } catch (BrokerException e) {
            admin.close(CLOSE_TIMEOUT);
            throw e;
        }
    }

    public String id() {
        return id;
    }

    /** {@return the id of the chunks topic, which a topic made anew under the same name does not share} */
    public String chunksTopicId() {
        return chunks.topicId().toString();
    }

    /** {@return the partition that all manifests of the line are in: the default partitioner's} */
    public TopicPartition chunksPartition(LineId line) {
        byte[] key = line.key().getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % chunks.partitions().size();
        return new TopicPartition(topics.chunks().name(), partition);
    }

    /** {@return the offset after the last record, committed or not} */
    long endOffset(TopicPartition partition) throws BrokerException {
        var options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return get("asking for the end of " + partition,
                admin.listOffsets(Map.of(partition, OffsetSpec.latest()), options).partitionResult(partition)).offset();
    }

    /** {@return what a consumer group has committed; a partition without a position has null} */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) throws BrokerException {
        return get("asking for the positions of " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    @Override
    public void close() {
        admin.close(CLOSE_TIMEOUT);
    }

    static <T> T get(String what, KafkaFuture<T> future) throws BrokerException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaErrors.of(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaErrors.of(what, e);
        }
    }
}
