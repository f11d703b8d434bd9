package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs that users have. */
final class Tool {
    private Tool() {}

    static void assumeInstalled(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
        Arrays.stream(names).forEach(name -> assumeTrue(
                folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name))),
                name + " is not installed"));
    }

    /** Runs a program, which must succeed, and {@return what it printed on stdout}: a warning in between would tear a line. */
    static String stdout(List<String> command) throws IOException, InterruptedException {
        Path told = Files.createTempFile("stderr", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectError(told.toFile()).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            String words = Files.readString(told);
            assertEquals(0, exitCode, () -> String.join(" ", command) + "\n" + words);
            return printed;
        } finally {
            Files.delete(told);
        }
    }

    /** Runs a program, which must succeed, and {@return what it printed}. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + printed);
        return printed;
    }
}
