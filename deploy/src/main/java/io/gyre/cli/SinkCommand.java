package io.gyre.cli;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.file.FileSink;
import io.gyre.sinks.file.FileSinkConfig;
import io.gyre.sinks.file.FileSinkSummary;
import io.gyre.sinks.file.Format;
import io.gyre.sinks.topic.Route;
import io.gyre.sinks.topic.TopicSink;
import io.gyre.sinks.topic.TopicSinkConfig;
import io.gyre.sinks.topic.TopicSinkSummary;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a sink. */
@Command(name = "sink", header = "Write results from Kafka into files or into topics of your own, each exactly once.",
        description = { "",
                "Runs until SIGTERM or Ctrl-C, and may be killed at any time.",
                "Files are DIR/<analysis>/<topic>-<partition>-<first>-<last>.<format>; alerts are in DIR/_alerts, roll-ups of the fleet in "
                        + "DIR/_fleet (the highest revision of a slice counts), what is quarantined in DIR/_quarantine.",
                "Topics get each result of an analysis (* for all others) as Avro or as JSON."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre sink --bootstrap-server kafka-1:9092 --out /var/lib/gyre/results",
                "  ./gyre sink --bootstrap-server kafka-1:9092 --out results --format jsonl --once",
                "  ./gyre sink --bootstrap-server kafka-1:9092 --route cpu=ops.cpu:json --route '*=ops.traces'"})
final class SinkCommand implements Callable<Integer> {
    private final Console console;

    SinkCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    Target target = new Target();

    @Option(names = "--once", description = "Write what the topics hold now, and end.")
    boolean once;

    /** Where to. */
    static final class Target {
        @ArgGroup(exclusive = false)
        @Nullable
        ToFiles files;

        @ArgGroup(exclusive = false)
        @Nullable
        ToTopics topics;
    }

    /** Files below a folder. */
    static final class ToFiles {
        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
        Path out = Path.of("results");

        @Option(names = "--format", paramLabel = "FORMAT", split = ",", converter = FormatName.class,
                description = "jsonl, parquet or both (default).")
        Set<Format> formats = EnumSet.allOf(Format.class);
    }

    /** Topics, which must exist. */
    static final class ToTopics {
        @Option(names = "--route", required = true, paramLabel = "ANALYSIS=TOPIC[:json]", converter = RouteText.class,
                description = "Which results go to which topic. May be repeated.")
        List<Route> routes = List.of();

        @Option(names = "--group", paramLabel = "NAME", defaultValue = "gyre-topic-sink",
                description = "Consumer group that knows what is done; other routes need another one (default: ${DEFAULT-VALUE}).")
        String group = "gyre-topic-sink";

        @Option(names = "--instance", paramLabel = "NAME", defaultValue = "1",
                description = "This process's name in the group, the same after a restart (default: ${DEFAULT-VALUE}).")
        String instance = "1";
    }

    @Override
    public Integer call() throws CommandException, SinkException {
        ToFiles files = target.files;
        ToTopics routed = target.topics;
        if (files != null) {
            return toFiles(files);
        }
        return routed == null ? ExitCode.USAGE : toTopics(routed);
    }

    private int toFiles(ToFiles files) throws CommandException, SinkException {
        FileSinkConfig config = FileSinkConfig.of(cluster.client(), topics.topics(), files.out)
                .withFormats(files.formats);
        try (StopSignal stop = StopSignal.install(ExitCode.OK);
                FileSink sink = FileSink.open(config, new SinkReport(console))) {
            stop.calls(sink::close);
            FileSinkSummary summary = once ? sink.drain() : sink.run();
            console.print(Amounts.count(summary.records()) + " records in " + Amounts.count(summary.files())
                    + " files below " + files.out);
            return summary.unreadable() + summary.missed() > 0 ? ExitCode.PARTLY : ExitCode.OK;
        }
    }

    private int toTopics(ToTopics routed) throws CommandException, SinkException {
        TopicSinkConfig config = TopicSinkConfig.of(cluster.client(), topics.topics(), routed.routes, routed.group,
                routed.instance);
        try (StopSignal stop = StopSignal.install(ExitCode.OK);
                TopicSink sink = TopicSink.open(config, new SinkReport(console))) {
            stop.calls(sink::close);
            TopicSinkSummary summary = once ? sink.drain() : sink.run();
            console.print(Amounts.count(summary.written()) + " records written of " + Amounts.count(summary.results())
                    + " results");
            return summary.setAside() > 0 ? ExitCode.PARTLY : ExitCode.OK;
        }
    }
}
