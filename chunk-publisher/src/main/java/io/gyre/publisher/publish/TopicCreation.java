package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.wire.Topic;
import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates Gyre's topics on a cluster. */
public final class TopicCreation {
    private static final Duration VISIBLE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private TopicCreation() {}

    /** What became of one topic. */
    public record Outcome(Topic topic, State state) {}

    /** Whether a topic was there. */
    public enum State {
        CREATED, EXISTED
    }

    /**
     * Creates those topics that are missing; leaves the others as they are.
     *
     * @param client settings of Kafka's clients: bootstrap servers, security
     * @param replicationFactor the cluster's default when empty
     * @return one outcome per topic, in their order
     */
    public static List<Outcome> create(Map<String, Object> client, Topics topics, Optional<Short> replicationFactor)
            throws BrokerException {
        List<NewTopic> wanted = topics.all().stream().map(topic -> new NewTopic(topic.name(),
                Optional.of(topic.partitions()), replicationFactor).configs(topic.config())).toList();
        try (Admin admin = Admin.create(client)) {
            CreateTopicsResult created = admin.createTopics(wanted);
            List<Outcome> outcomes = new ArrayList<>();
            for (Topic topic : topics.all()) {
                outcomes.add(new Outcome(topic, state(topic, created.values())));
            }
            awaitVisible(admin, topics);
            return outcomes;
        } catch (KafkaException e) {
            throw KafkaErrors.of("creating topics", e);
        }
    }

    /** A broker may not know yet what the controller has created; whoever publishes next would be told that topics are missing. */
    private static void awaitVisible(Admin admin, Topics topics) throws BrokerException {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        long deadline = System.nanoTime() + VISIBLE.toNanos();
        while (true) {
            try {
                Cluster.get("looking for the new topics", admin.describeTopics(names).allTopicNames());
                return;
            } catch (BrokerException e) {
                if (e.kind() != BrokerException.Kind.UNKNOWN_TOPIC || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static State state(Topic topic, Map<String, KafkaFuture<Void>> created) throws BrokerException {
        KafkaFuture<Void> future = created.get(topic.name());
        if (future == null) {
            throw new IllegalStateException("Kafka does not answer for " + topic.name());
        }
        try {
            future.get();
            return State.CREATED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return State.EXISTED;
            }
            throw KafkaErrors.of("creating topic " + topic.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaErrors.of("creating topic " + topic.name(), e);
        }
    }
}
