package io.gyre.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does what users do, so that the launcher's start-up cache knows what that takes. Not for people. */
@Command(name = "train", hidden = true, header = "Run most commands once, for the launcher's start-up caches.",
        footerHeading = "%nExample:%n", footer = "  ./gyre train reading /tmp/gyre-training")
final class TrainCommand implements Callable<Integer> {
    /** Often enough for the methods of the inner loops to get hot. */
    private static final int ROUNDS = 12;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    /** What a cache is for. */
    enum Use {
        /** Printing events: the fewer classes a cache has, the sooner the first line is there. */
        TEXT,
        /** Reading traces, without Kafka. */
        READING,
        /** The whole pipeline. */
        ALL
    }

    @Parameters(index = "0", paramLabel = "USE", description = "What for: ${COMPLETION-CANDIDATES}.")
    Use use = Use.ALL;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where to put all that is made.")
    Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Console nowhere = Console.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        List<String> recordings = SampleFleet.unpack(folder.resolve("recordings")).stream().map(Path::toString)
                .toList();
        return switch (use) {
            case TEXT -> print(nowhere, recordings);
            case READING -> read(nowhere, recordings);
            case ALL -> Main.run(console, "demo", "--json", "--out", folder.resolve("demo").toString());
        };
    }

    private static int print(Console nowhere, List<String> recordings) {
        for (int i = 0; i < ROUNDS; i++) {
            for (String recording : recordings) {
                Main.run(nowhere, "text", recording);
            }
        }
        return ExitCode.OK;
    }

    private static int read(Console nowhere, List<String> recordings) {
        for (String recording : recordings) {
            Main.run(nowhere, "text", "--format", "json", recording);
            Main.run(nowhere, "text", "--format", "details", recording);
            Main.run(nowhere, "inspect", "--events", recording);
            Main.run(nowhere, "report", recording);
        }
        return ExitCode.OK;
    }
}
