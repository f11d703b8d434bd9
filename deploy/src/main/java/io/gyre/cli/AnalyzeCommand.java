package io.gyre.cli;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.streams.GyreStreams;
import io.gyre.streams.GyreStreamsConfig;
import io.gyre.streams.SignaturePolicy;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an instance of the Streams application. */
@Command(name = "analyze", header = "Run analyses of published chunks, until SIGTERM or Ctrl-C.",
        description = { "",
                "Instances with the same --application-id share the work, chunk by chunk. Each needs a --state folder of its own, and",
                "all of them the same --rules, whose alerts go to the topic gyre.alerts."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre analyze --bootstrap-server kafka-1:9092 --keys keys --state /var/lib/gyre/state --threads 4")
final class AnalyzeCommand implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Console console;

    AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Mixin
    AnalysisOptions analyses = new AnalysisOptions();

    @Mixin
    RuleOptions rules = new RuleOptions();

    @Option(names = "--keys", required = true, paramLabel = "DIR",
            description = "Holds identity.txt and allowed_signers, as gyre keygen makes them.")
    Path keys = Path.of("keys");

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "Where state stores lie.")
    Path state = Path.of("state");

    @Option(names = "--application-id", paramLabel = "NAME", defaultValue = GyreStreamsConfig.DEFAULT_APPLICATION_ID,
            description = "Shared by the instances that share the work (default: ${DEFAULT-VALUE}).")
    String applicationId = GyreStreamsConfig.DEFAULT_APPLICATION_ID;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
            description = "Of this instance; more than partitions give no more speed (default: ${DEFAULT-VALUE}).")
    int threads = 1;

    @Option(names = "--gap-timeout", paramLabel = "DURATION", defaultValue = "PT5M",
            description = "How long a chunk waits for a missing predecessor: longer than publishers may lag (default: ${DEFAULT-VALUE}).")
    Duration gapTimeout = GyreStreamsConfig.DEFAULT_GAP_TIMEOUT;

    @Option(names = "--standbys", paramLabel = "N", defaultValue = "0",
            description = "How many other instances keep a copy of each state store, to take over at once (default: ${DEFAULT-VALUE}).")
    int standbys;

    @Mixin
    FleetOptions fleet = new FleetOptions();

    @Override
    public Integer call()
            throws CommandException, IOException, SealException, ExecutionException, InterruptedException {
        List<Analysis<?>> selected = analyses.selected();
        AlertRules alerts = rules.rules(selected);
        FleetTiming timing = fleet.timing(FleetTiming.DEFAULT.settle());
        KeyFolder folder = new KeyFolder(keys);
        GyreStreamsConfig config = GyreStreamsConfig
                .of(cluster.client(), state, folder.identities(), new SignaturePolicy.Required(folder.allowedSigners()))
                .withApplicationId(applicationId)
                .withTopics(topics.topics())
                .withThreads(threads)
                .withAnalyses(selected)
                .withAlerts(alerts)
                .withGapTimeout(gapTimeout)
                .withFleet(timing)
                .withStandbys(standbys);
        try (StopSignal stop = StopSignal.install(ExitCode.OK); GyreStreams streams = GyreStreams.start(config)) {
            stop.calls(streams::close);
            if (streams.awaitReady(START_LIMIT)) {
                console.note("analysing as " + applicationId + " with " + threads + " threads");
            }
            streams.awaitStopped();
            return ExitCode.FAILURE;
        }
    }
}
