package io.gyre.sinks;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What the brokers know of topics. */
public final class TopicFacts {
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofMillis(10);

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

    /**
     * {@return where each partition ends now}: before this offset, every transaction is decided. A commit returns to its producer a moment
     * before the partitions know of it: this moment is waited for, so that what was committed before the call is before the end. A
     * transaction that stays open is not waited for.
     */
    public static Map<TopicPartition, Long> endsOf(Map<String, Object> client, List<String> topics)
            throws SinkException {
        try (Admin admin = Admin.create(client)) {
            Set<TopicPartition> partitions = partitions(admin, topics);
            Map<TopicPartition, Long> written = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
            long begin = System.nanoTime();
            while (true) {
                Map<TopicPartition, Long> decided = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
                boolean isAll = written.entrySet().stream()
                        .allMatch(end -> decided.getOrDefault(end.getKey(), 0L) >= end.getValue());
                if (isAll || System.nanoTime() - begin > LONGEST_COMMIT.toNanos()) {
                    return decided;
                }
                Thread.sleep(ASK_AGAIN);
            }
        } catch (ExecutionException | InterruptedException e) {
            throw failed(topics, e);
        }
    }

    /** {@return where each partition ends now}, with what open transactions have written */
    static Map<TopicPartition, Long> logEndsOf(Map<String, Object> client, List<String> topics) throws SinkException {
        try (Admin admin = Admin.create(client)) {
            return ends(admin, partitions(admin, topics), IsolationLevel.READ_UNCOMMITTED);
        } catch (ExecutionException | InterruptedException e) {
            throw failed(topics, e);
        }
    }

    private static Set<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        describe(admin, topics).forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
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
