package io.gyre.publisher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real LTTng recordings, copied so that tests may change them. */
final class Recordings {
    private Recordings() {}

    /** {@return a copy of the repository's own recording}: 4 chunks of a user-space session, per-UID buffers, 2 channels on 2 CPUs */
    static Path tiny(Path into) {
        return copy(root().resolve("chunk-publisher/src/test/resources/recordings/tiny"), into.resolve("tiny"));
    }

    /** {@return the archives folder of the copy of a shared recording}, or skips the test where there is none */
    static Path shared(String name, Path into) {
        return copy(sharedTraces().resolve(name), into.resolve(name));
    }

    static Path sharedTraces() {
        String shared = System.getenv("GYRE_SHARED");
        Path traces = (shared == null ? root().resolve("../shared") : Path.of(shared)).resolve("traces");
        Assumptions.assumeTrue(Files.isDirectory(traces), "the shared traces are not here");
        return traces;
    }

    private static Path root() {
        return Path.of(System.getProperty("gyre.root", ".."));
    }

    /** {@return the chunk folders below, by id} */
    static List<Path> chunks(Path folder) {
        var chunks = new TreeMap<Long, Path>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> path.getFileName().toString().matches("\\d{8}T.*-\\d+")).forEach(path -> {
                String name = path.getFileName().toString();
                chunks.put(Long.parseLong(name.substring(name.lastIndexOf('-') + 1)), path);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(chunks.values());
    }

    static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(path));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
