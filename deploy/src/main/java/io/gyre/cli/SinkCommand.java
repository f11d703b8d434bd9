package io.gyre.cli;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.file.FileSink;
import io.gyre.sinks.file.FileSinkConfig;
import io.gyre.sinks.file.FileSinkSummary;
import io.gyre.sinks.file.Format;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the file sink. */
@Command(name = "sink", header = "Write results and quarantine from Kafka into files, each record exactly once.",
        description = { "",
                "Runs until SIGTERM or Ctrl-C. Files are DIR/<analysis>/<topic>-<partition>-<first>-<last>.<format>; their names tell",
                "where to go on, so it may be stopped or killed at any time."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre sink --bootstrap-server kafka-1:9092 --out /var/lib/gyre/results",
                "  ./gyre sink --bootstrap-server kafka-1:9092 --out results --format jsonl --once"})
final class SinkCommand implements Callable<Integer> {
    private final Console console;

    SinkCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    Path out = Path.of("results");

    @Option(names = "--format", paramLabel = "FORMAT", split = ",", converter = FormatName.class,
            description = "jsonl, parquet or both (default).")
    Set<Format> formats = EnumSet.allOf(Format.class);

    @Option(names = "--once", description = "Write what the topics hold now, and end.")
    boolean once;

    @Override
    public Integer call() throws CommandException, SinkException {
        FileSinkConfig config = FileSinkConfig.of(cluster.client(), topics.topics(), out).withFormats(formats);
        SinkReport report = new SinkReport(console);
        try (StopSignal stop = StopSignal.install(ExitCode.OK);
                FileSink sink = FileSink.open(config, report)) {
            stop.calls(sink::close);
            FileSinkSummary summary = once ? sink.drain() : sink.run();
            console.print(Amounts.count(summary.records()) + " records in " + Amounts.count(summary.files())
                    + " files below " + out);
            return summary.unreadable() + summary.missed() > 0 ? ExitCode.PARTLY : ExitCode.OK;
        }
    }
}
