package io.gyre.sinks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What the brokers know of topics. */
public final class TopicFacts {
    private TopicFacts() {}

    /**
     * {@return the unique id that Kafka gave to each topic}, which tells a topic that was deleted and created again from the one before.
     * A topic that is not there is an error.
     */
    public static Map<String, String> idsOf(Map<String, Object> client, List<String> topics) throws SinkException {
        try (Admin admin = Admin.create(client)) {
            Map<String, String> ids = new HashMap<>();
            describe(admin, topics).forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException | InterruptedException e) {
            throw failed(topics, e);
        }
    }

    /** {@return where each partition ends now}: before this offset, every transaction is decided */
    public static Map<TopicPartition, Long> endsOf(Map<String, Object> client, List<String> topics)
            throws SinkException {
        return endsOf(client, topics, IsolationLevel.READ_COMMITTED);
    }

    /** {@return where each partition ends now}, with what open transactions have written */
    static Map<TopicPartition, Long> logEndsOf(Map<String, Object> client, List<String> topics) throws SinkException {
        return endsOf(client, topics, IsolationLevel.READ_UNCOMMITTED);
    }

    private static Map<TopicPartition, Long> endsOf(Map<String, Object> client, List<String> topics,
            IsolationLevel isolation) throws SinkException {
        try (Admin admin = Admin.create(client)) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            describe(admin, topics).forEach((name, topic) -> {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest());
                }
            });
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin
                    .listOffsets(latest, new ListOffsetsOptions(isolation)).all().get()
                    .entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return ends;
        } catch (ExecutionException | InterruptedException e) {
            throw failed(topics, e);
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get();
    }

    private static SinkException failed(List<String> topics, Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return SinkException.kafka("looking for the topics " + topics, cause);
    }
}
