package io.gyre.cli;

import io.gyre.allinone.AllInOne;
import io.gyre.allinone.AllInOneOptions;
import io.gyre.publisher.Closing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs everything once. */
@Command(name = "demo", header = "Run the whole pipeline once, with a Kafka of its own, and end.",
        description = { "",
                "Publishes the archives under PATH, or the sample fleet of three hosts, analyses them and writes results. Run it again",
                "on the same DIR as often as you like: what is published is not published again. In DIR lie:",
                "  keys/      identity.txt, allowed_signers and what publishers need",
                "  results/   the answers as JSON lines and Parquet",
                "  sealed/    one chunk as it lies on Kafka, for a look with age, zstd and ssh-keygen",
                "  kafka/     the broker's data", "  gyre.log   what Kafka had to say"},
        footerHeading = "%nExamples:%n",
        footer = {
                "  ./gyre demo",
                "  ./gyre demo ~/lttng-traces/my-session --out /tmp/gyre-look",
                "  ./gyre demo --json | jq '.events[] | {host, session, events}'"})
final class DemoCommand implements Callable<Integer> {
    /** Recordings are whole, and who looks on does not wait. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Mixin
    AllInOneFlags flags = new AllInOneFlags();

    @Mixin
    PublishOptions publishing = new PublishOptions();

    @Option(names = "--json", description = "Print nothing but the final answers, in the shape of gyre report --json.")
    boolean json;

    @Parameters(paramLabel = "PATH", description = "Archives of recording sessions (default: the sample fleet).")
    List<Path> paths = List.of();

    @Override
    public Integer call() throws Exception {
        AllInOneOptions options = flags.options(SETTLE);
        Files.createDirectories(flags.out);
        Logging.toFile(flags.home().log());
        List<Path> archives = paths.isEmpty() ? SampleFleet.unpack(flags.home().samples()) : paths;
        publishing.closing = Closing.ALWAYS;
        long begin = System.nanoTime();
        console.progress("starting Kafka");
        DemoScreen screen = new DemoScreen(console, json);
        try (StopSignal stop = StopSignal.install(ExitCode.INTERRUPTED);
                AllInOne all = AllInOne.start(options)) {
            screen.started(all, System.nanoTime() - begin);
            DemoRun run = new DemoRun(all, publishing, screen);
            stop.calls(run::stop);
            return run.run(archives);
        }
    }
}
