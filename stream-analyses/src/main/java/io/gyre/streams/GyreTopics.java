package io.gyre.streams;

import io.gyre.wire.Topic;
import io.gyre.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Gyre's topics on a cluster. */
public final class GyreTopics {
    private static final Duration VISIBLE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private GyreTopics() {}

    /** {@return the names of topics that do not exist} */
    public static List<String> missing(Admin admin, Topics topics) throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        return topics.all().stream().map(Topic::name).filter(name -> !existing.contains(name)).toList();
    }

    /**
     * Creates the topics that do not exist, and waits for the broker to know them; leaves the others as they are.
     *
     * @param replication copies of each partition; empty for the broker's default
     * @return the names of those created
     */
    public static List<String> create(Admin admin, Topics topics, Optional<Short> replication)
            throws InterruptedException, ExecutionException {
        List<String> missing = missing(admin, topics);
        var created = new ArrayList<String>();
        for (Topic topic : topics.all()) {
            if (missing.contains(topic.name()) && create(admin, topic, replication)) {
                created.add(topic.name());
            }
        }
        awaitVisible(admin, topics);
        return created;
    }

    /** A broker may not know yet what the controller has created; an application that starts at once would miss it. */
    private static void awaitVisible(Admin admin, Topics topics) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + VISIBLE.toNanos();
        while (!missing(admin, topics).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
    }

    private static boolean create(Admin admin, Topic topic, Optional<Short> replication)
            throws InterruptedException, ExecutionException {
        var wanted = new NewTopic(topic.name(), Optional.of(topic.partitions()), replication);
        Map<String, String> config = topic.config();
        try {
            admin.createTopics(List.of(wanted.configs(config))).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }
}
