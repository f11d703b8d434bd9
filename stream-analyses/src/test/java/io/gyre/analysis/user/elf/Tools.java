package io.gyre.analysis.user.elf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine, for tests that skip where there are none. */
final class Tools {
    private Tools() {}

    static void assumeInstalled(String... programs) {
        List<String> path = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (String program : programs) {
            Assumptions.assumeTrue(path.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    () -> program + " is not installed");
        }
    }

    /** {@return the lines that it prints} */
    static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + lines);
        }
        return lines;
    }
}
