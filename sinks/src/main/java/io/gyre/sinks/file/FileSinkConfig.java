package io.gyre.sinks.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.gyre.wire.Topics;

/**
 * What the file sink does.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security, whatever else a Kafka client takes
 * @param folder where files go, {@code folder/<analysis>/…}; one sink at a time writes there
 * @param formats at least one; a batch is in all of them or in none
 * @param sources topics, all partitions of each; a topic stands here once
 * @param retryEvery how long the sink waits after a failed write before it tries again
 */
public record FileSinkConfig(Map<String, Object> client, Path folder, Set<Format> formats, List<Source> sources,
        Rolling rolling,
        Duration retryEvery) {
    public FileSinkConfig {
        client = Map.copyOf(client);
        formats = Set.copyOf(formats);
        sources = List.copyOf(sources);
        if (formats.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException("a file sink needs a format and a topic");
        }
        if (sources.stream().map(Source::topic).distinct().count() < sources.size()) {
            throw new IllegalArgumentException("a topic stands twice among " + sources);
        }
    }

    /** {@return both formats, and all that is for people: results, alerts, roll-ups of the fleet, quarantine} */
    public static FileSinkConfig of(Map<String, Object> client, Topics topics, Path folder) {
        return new FileSinkConfig(client, folder, EnumSet.allOf(Format.class),
                List.of(Source.results(topics.results().name()), Source.alerts(topics.alerts().name()),
                        Source.fleet(topics.fleet().name()), Source.quarantine(topics.quarantine().name())),
                Rolling.DEFAULT,
                Duration.ofSeconds(2));
    }

    public FileSinkConfig withFormats(Set<Format> newFormats) {
        return new FileSinkConfig(client, folder, newFormats, sources, rolling, retryEvery);
    }

    public FileSinkConfig withSources(List<Source> newSources) {
        return new FileSinkConfig(client, folder, formats, newSources, rolling, retryEvery);
    }

    public FileSinkConfig withRolling(Rolling newRolling) {
        return new FileSinkConfig(client, folder, formats, sources, newRolling, retryEvery);
    }

    public FileSinkConfig withRetryEvery(Duration newRetryEvery) {
        return new FileSinkConfig(client, folder, formats, sources, rolling, newRetryEvery);
    }
}
