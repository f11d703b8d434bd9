package io.gyre.sinks.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.gyre.wire.Topics;

/**
 * What the topic sink does.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security, whatever else a Kafka client takes
 * @param topics where results come from, and where those go that cannot be forwarded
 * @param routes at least one; an analysis may have several, one without any is left out
 * @param group the consumer group that holds the offsets; sinks with other routes need another one
 * @param instance this process's name in the group, the same after a restart: it takes over at once what it left open. Two at a
 *        time under one name: the later one wins
 * @param maxRecordBytes the largest value that the routes' topics take; a larger one goes to the quarantine
 * @param retryEvery how long the sink waits after a failed transaction before it tries again
 */
public record TopicSinkConfig(Map<String, Object> client, Topics topics, List<Route> routes, String group,
        String instance,
        int maxRecordBytes, Duration retryEvery) {

    /** What a topic takes by Kafka's defaults, less what it adds to a value. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1_000_000;

    public TopicSinkConfig {
        client = Map.copyOf(client);
        routes = List.copyOf(routes);
        if (routes.isEmpty() || group.isEmpty() || instance.isEmpty() || maxRecordBytes < 1) {
            throw new IllegalArgumentException(
                    "a topic sink needs a route, a group, an instance and a size, not " + routes + ", '"
                            + group + "', '" + instance + "', " + maxRecordBytes);
        }
        if (routes.stream().anyMatch(route -> route.topic().equals(topics.results().name()))) {
            throw new IllegalArgumentException(
                    "results routed to " + topics.results().name() + " would go round in circles");
        }
    }

    public static TopicSinkConfig of(Map<String, Object> client, Topics topics, List<Route> routes, String group,
            String instance) {
        return new TopicSinkConfig(client, topics, routes, group, instance, DEFAULT_MAX_RECORD_BYTES,
                Duration.ofSeconds(2));
    }

    public TopicSinkConfig withMaxRecordBytes(int bytes) {
        return new TopicSinkConfig(client, topics, routes, group, instance, bytes, retryEvery);
    }

    public TopicSinkConfig withRetryEvery(Duration newRetryEvery) {
        return new TopicSinkConfig(client, topics, routes, group, instance, maxRecordBytes, newRetryEvery);
    }
}
