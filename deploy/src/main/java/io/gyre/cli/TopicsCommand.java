package io.gyre.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.publish.TopicCreation;
import io.gyre.publisher.publish.TopicCreation.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates Gyre's topics. */
@Command(name = "topics", header = "Create Gyre's topics on a cluster; those that exist stay as they are.",
        footerHeading = "%nExample:%n",
        footer = "  ./gyre topics --bootstrap-server kafka-1:9092 --replication-factor 3")
final class TopicsCommand implements Callable<Integer> {
    private final Console console;

    TopicsCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Option(names = "--replication-factor", paramLabel = "N", description = "Default: the cluster's own.")
    @Nullable
    Short replicationFactor;

    @Option(names = "--json", description = "Print one JSON array.")
    boolean json;

    @Override
    public Integer call() throws CommandException, BrokerException {
        List<Outcome> outcomes = TopicCreation.create(cluster.client(), topics.topics(),
                Optional.ofNullable(replicationFactor));
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            outcomes.forEach(outcome -> array.addObject()
                    .put("topic", outcome.topic().name())
                    .put("state", state(outcome)));
            console.print(array);
        } else {
            outcomes.forEach(outcome -> console.print(outcome.topic().name() + "  " + state(outcome)));
        }
        return ExitCode.OK;
    }

    private static String state(Outcome outcome) {
        return outcome.state().name().toLowerCase(Locale.ROOT);
    }
}
