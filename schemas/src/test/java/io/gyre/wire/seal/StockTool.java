package io.gyre.wire.seal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs the tools that users have; a test that needs one is skipped where it is not installed. */
public final class StockTool {
    private StockTool() {}

    /** What a tool said. */
    public record Outcome(int exit, byte[] output, String errors) {
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    public static void assumeInstalled(String... tools) {
        for (String tool : tools) {
            boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
            Assumptions.assumeTrue(found, tool + " is not installed");
        }
    }

    /** Runs a command with bytes on its standard input, in a folder that also takes its outputs. */
    public static Outcome run(Path folder, byte[] input, List<String> command) throws Exception {
        Path stdin = Files.write(Files.createTempFile(folder, "in", ""), input);
        Path stdout = Files.createTempFile(folder, "out", "");
        Path stderr = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(stdin.toFile())
                .redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
        int exit = process.waitFor();
        return new Outcome(exit, Files.readAllBytes(stdout), Files.readString(stderr));
    }

    /** Runs a command that must succeed, and {@return what it printed}. */
    public static byte[] output(Path folder, byte[] input, String... command) throws Exception {
        Outcome outcome = run(folder, input, List.of(command));
        if (outcome.exit() != 0) {
            throw new IOException(
                    String.join(" ", command) + " exits with " + outcome.exit() + ": " + outcome.errors());
        }
        return outcome.output();
    }
}
