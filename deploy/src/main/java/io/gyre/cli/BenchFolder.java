package io.gyre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a benchmark's broker and processes keep what they have, and the log, until it is closed. */
record BenchFolder(Path path) implements AutoCloseable {
    static BenchFolder create() throws IOException {
        BenchFolder folder = new BenchFolder(Files.createTempDirectory("gyre-bench"));
        Logging.toFile(folder.path.resolve("gyre.log"));
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
