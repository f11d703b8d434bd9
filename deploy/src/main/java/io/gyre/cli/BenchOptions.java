package io.gyre.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is measured, how often, and how it is told. */
final class BenchOptions {
    @Option(names = "--passes", paramLabel = "N",
            description = "How often; the median counts (default: ${DEFAULT-VALUE}).")
    int passes;

    @Option(names = "--warmup", paramLabel = "N",
            description = "Passes before these that are not counted, for the JIT compiler (default: ${DEFAULT-VALUE}).")
    int warmup;

    @Option(names = "--json", description = "Print one object.")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = PathText.PATHS)
    List<Path> paths = List.of();

    /** Those that a command measures with unless it is told otherwise. */
    BenchOptions(int passes, int warmup) {
        this.passes = passes;
        this.warmup = warmup;
    }

    /** Refuses what would measure nothing. */
    void check() throws CommandException {
        check(passes, warmup);
    }

    static void check(int passes, int warmup) throws CommandException {
        if (passes < 1 || warmup < 0) {
            throw new CommandException("--passes " + passes + " --warmup " + warmup + " measures nothing",
                    "at least one pass must count");
        }
    }
}
