package io.gyre.ctf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The recordings and suites beside the repository. Tests that need them are skipped where they are not. */
public final class SharedFiles {
    private SharedFiles() {}

    /** {@return a folder or file below the shared folder} */
    public static Path path(String below) {
        Path path = resolved(below);
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is not here");
        return path;
    }

    /** {@return whether there is such a folder or file below the shared folder} */
    public static boolean isThere(String below) {
        return Files.exists(resolved(below));
    }

    private static Path resolved(String below) {
        String shared = System.getenv("GYRE_SHARED");
        Path root = shared != null ? Path.of(shared) : Path.of(System.getProperty("gyre.root", "."), "..", "shared");
        return root.resolve(below).normalize();
    }

    /** {@return every file of this name below the folder, in path order} */
    public static List<Path> named(String name, String below) throws IOException {
        try (Stream<Path> files = Files.walk(path(below))) {
            return files.filter(file -> file.endsWith(name)).sorted().toList();
        }
    }
}
