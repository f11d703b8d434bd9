package io.gyre.analysis;

import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The recordings beside the repository, by environment variable GYRE_SHARED or as its neighbour; tests skip without them. */
public final class SharedTraces {
    private SharedTraces() {}

    public static Path root() {
        String named = System.getenv("GYRE_SHARED");
        Path shared = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("gyre.root", "..")).resolve("../shared");
        Path traces = shared.resolve("traces").normalize();
        Assumptions.assumeTrue(Files.isDirectory(traces), () -> "no recordings at " + traces);
        return traces;
    }

    /** {@return every folder that has a {@code reference.json} beside its archives, of CTF 1.8 and CTF 2} */
    public static List<Path> recordings() throws IOException {
        var recordings = new ArrayList<>(recordings(root()));
        Path ctf2 = root().resolveSibling("traces-ctf2");
        if (Files.isDirectory(ctf2)) {
            recordings.addAll(recordings(ctf2));
        }
        return List.copyOf(recordings);
    }

    private static List<Path> recordings(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below, 6)) {
            return files.filter(file -> file.endsWith("reference.json")).map(Path::getParent).sorted().toList();
        }
    }

    public static SessionLine line(String recording) throws IOException {
        return line(root().resolve(recording));
    }

    public static SessionLine line(Path recording) throws IOException {
        List<SessionLine> lines = Archives.find(List.of(recording.resolve("archives")));
        if (lines.size() != 1) {
            throw new IllegalStateException(recording + " holds " + lines.size() + " session lines");
        }
        return lines.getFirst();
    }
}
