package io.gyre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Chunks that are given to a publisher as LTTng gives them. */
final class Chunks {
    private Chunks() {}

    /** {@return those below a folder, line by line, each line's in the order in which LTTng finished them} */
    static List<Path> inOrder(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().matches(".*/archives/[0-9T+-]+"))
                    .sorted(Comparator.comparing(Chunks::line).thenComparingLong(Chunks::id)).toList();
        }
    }

    /** Makes a chunk appear at the same place below another folder, by a rename. */
    static void give(Path chunk, Path from, Path to) throws IOException {
        Path target = to.resolve(from.relativize(chunk));
        Files.createDirectories(target.resolve("..").normalize());
        Files.move(chunk, target);
    }

    private static String line(Path chunk) {
        return String.valueOf(chunk.getParent());
    }

    /** {@return its number in its line} */
    static long id(Path chunk) {
        String name = String.valueOf(chunk.getFileName());
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }
}
