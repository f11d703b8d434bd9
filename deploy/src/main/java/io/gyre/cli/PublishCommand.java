package io.gyre.cli;

import io.gyre.cli.PublishReport.Style;
import io.gyre.publisher.ChunkOutcome;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.Publisher;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.publish.Recipients;
import io.gyre.wire.SealException;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the publisher. */
@Command(name = "publish", header = "Publish finished trace chunks to Kafka, each exactly once.",
        description = { "",
                "What is published already is not sent again, so run it as often as you like."},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre publish --bootstrap-server kafka-1:9092 --keys keys ~/lttng-traces/my-session",
                "  ./gyre publish --bootstrap-server kafka-1:9092 --keys keys --watch /var/lttng"})
final class PublishCommand implements Callable<Integer> {
    private final Console console;

    PublishCommand(Console console) {
        this.console = console;
    }

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    TopicOptions topics = new TopicOptions();

    @Mixin
    PublishOptions options = new PublishOptions();

    @Option(names = "--keys", required = true, paramLabel = "DIR",
            description = "Holds recipients.txt, read again when it changes, and id_ed25519, as gyre keygen makes them.")
    Path keys = Path.of("keys");

    @Option(names = "--signing-key", paramLabel = "FILE",
            description = "Signs manifests instead of id_ed25519: any OpenSSH Ed25519 key without a passphrase, such as"
                    + " /etc/ssh/ssh_host_ed25519_key.")
    @Nullable
    Path signingKey;

    @Option(names = "--state", paramLabel = "DIR",
            description = "Where the ledger lies (default: $XDG_STATE_HOME/gyre, else ~/.local/state/gyre).")
    Path state = PublisherConfig.defaultState();

    @ArgGroup
    Mode mode = new Mode();

    /** Once, or for as long as it is wanted. */
    static final class Mode {
        @Option(names = "--watch", description = "Go on with chunks as they appear, until SIGTERM or Ctrl-C.")
        boolean watch;

        @Option(names = "--once",
                description = "Publish what is finished now, and end: for hooks and scripts (default).")
        boolean once;
    }

    @Mixin
    WatchOptions watching = new WatchOptions();

    @Option(names = "--json", description = "Print one JSON object per chunk and session line.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    @Override
    public Integer call() throws CommandException, IOException, SealException, BrokerException {
        KeyFolder folder = new KeyFolder(keys);
        PublisherConfig config = watching.applyTo(options.applyTo(
                PublisherConfig.builder(cluster.client(), Recipients.in(folder),
                        signingKey == null ? folder.signingKey() : KeyFolder.signingKey(signingKey))))
                .topics(topics.topics()).state(state).build();
        PublishReport report = new PublishReport(console, json ? Style.JSON : Style.TEXT);
        if (mode.watch) {
            watch(config, report);
            return ExitCode.OK;
        }
        watching.refuseAtOnce();
        try (StopSignal stop = StopSignal.install(ExitCode.INTERRUPTED);
                Publisher publisher = new Publisher(config, report)) {
            stop.calls(publisher::close);
            PublishSummary summary = publisher.publishOnce(paths);
            if (!json) {
                console.print(PublishReport.summary(summary));
            }
            return summary.complete() ? ExitCode.OK : ExitCode.PARTLY;
        }
    }

    private void watch(PublisherConfig config, PublishReport report)
            throws CommandException, IOException, BrokerException {
        try (StopSignal stop = StopSignal.install(ExitCode.OK);
                WatchRun run = WatchRun.start(console, watching, config, paths, report,
                        Optional.empty());
                Publisher publisher = new Publisher(run.config(), run.listener())) {
            stop.calls(publisher::close);
            publisher.watch(paths);
        }
    }
}
