package io.gyre.cli;

import io.gyre.allinone.AllInOne;
import io.gyre.allinone.AllInOneOptions;
import io.gyre.allinone.ResultWatch;
import io.gyre.operate.ResultRetention;
import io.gyre.publisher.Publisher;
import io.gyre.publisher.retain.Policy;
import io.gyre.sinks.file.FileSink;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.RecordException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs everything, for as long as it is wanted. */
@Command(name = "up", header = "Run the whole pipeline with a Kafka of its own, until SIGTERM or Ctrl-C.",
        description = { "",
                "Publishes chunks as LTTng finishes them, analyses them, shows and writes the results. DIR may be a session's folder,",
                "one with many sessions such as ~/lttng-traces, or a relay daemon's output; it need not exist yet."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre up --watch ~/lttng-traces --out ~/gyre")
final class UpCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Console console;
    private volatile boolean ending;

    UpCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--watch", required = true, arity = "1..*", paramLabel = "DIR",
            description = "Where LTTng's chunks appear.")
    List<Path> watched = List.of();

    @Mixin
    AllInOneFlags flags = new AllInOneFlags();

    @Mixin
    PublishOptions publishing = new PublishOptions();

    @Mixin
    WatchOptions watching = new WatchOptions();

    @Spec
    CommandSpec command = CommandSpec.create();

    @Option(names = "--retain-results", paramLabel = "POLICY", converter = RetainOptions.PolicyConverter.class,
            description = "Delete files of results when this is so; see ./gyre help retain. Default: none is deleted.")
    @Nullable
    Policy retainResults;

    @Option(names = "--json", description = "Print results as JSON objects, one a line.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        AllInOneOptions options = flags.options(FleetTiming.DEFAULT.settle());
        Files.createDirectories(flags.out);
        Optional<ResultRetention> oldResults = oldResults();
        Logging.toFile(flags.home().log());
        console.progress("starting Kafka");
        try (StopSignal stop = StopSignal.install(ExitCode.OK);
                AllInOne all = AllInOne.start(options);
                WatchRun beside = WatchRun.start(console, watching,
                        watching.applyTo(publishing.applyTo(all.publisher())).build(), watched,
                        new PublishReport(console, PublishReport.Style.PROBLEMS), oldResults);
                Publisher publisher = new Publisher(beside.config(), beside.listener());
                FileSink sink = FileSink.open(all.fileSink(), new SinkReport(console));
                ResultWatch results = all.results(ResultWatch.From.NOW);
                Side _ = Side.start("gyre-sink", sink::run, sink::close, publisher::close);
                Side _ = Side.start("gyre-results", () -> follow(results), () -> ending = true, publisher::close)) {
            stop.calls(publisher::close);
            console.note("Kafka is ready on " + all.bootstrapServers() + "; results go to " + flags.home().results());
            publisher.watch(watched);
        }
        return ExitCode.OK;
    }

    private Optional<ResultRetention> oldResults() {
        try {
            return Optional.ofNullable(retainResults)
                    .map(policy -> new ResultRetention(flags.home().results(), policy));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void follow(ResultWatch results) throws RecordException {
        ResultScreen screen = new ResultScreen(console, json ? ResultScreen.Style.JSON : ResultScreen.Style.TEXT);
        while (!ending) {
            results.poll(POLL, screen);
        }
    }
}
