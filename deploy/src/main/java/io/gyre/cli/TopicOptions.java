package io.gyre.cli;

import io.gyre.wire.Topics;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which of an installation's topics. */
final class TopicOptions {
    @Option(names = "--topic-prefix", paramLabel = "NAME", defaultValue = Topics.DEFAULT_PREFIX,
            description = "Before the dot of every topic's name, so that installations can share a cluster (default: ${DEFAULT-VALUE}).")
    String prefix = Topics.DEFAULT_PREFIX;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = ""
            + Topics.DEFAULT_PARTITIONS,
            description = "Of the topics that shards share, when they are created (default: ${DEFAULT-VALUE}).")
    int partitions = Topics.DEFAULT_PARTITIONS;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    Topics topics() {
        try {
            return new Topics(prefix, partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
