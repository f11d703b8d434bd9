package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.wire.Manifest;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A chunk's folder, made again from what is on Kafka. */
final class Restored {
    private Restored() {}

    static void assertSameAs(Path original, Installation gyre, Manifest manifest, Path scratch) throws Exception {
        List<OpenSegment> segments = gyre.open(manifest.line(), manifest.segments());
        Path made = Files.createTempDirectory(scratch, "restored");
        for (String directory : manifest.directories()) {
            Files.createDirectories(made.resolve(directory));
        }
        for (Manifest.FileRef file : manifest.files()) {
            Path path = made.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
        Map<String, Long> covered = new HashMap<>();
        for (OpenSegment segment : segments) {
            for (Piece piece : segment.pieces()) {
                try (var out = new RandomAccessFile(made.resolve(piece.path()).toFile(), "rw")) {
                    out.seek(piece.fileOffset());
                    out.write(piece.buffer(), piece.offset(), piece.length());
                }
                covered.merge(piece.path(), (long) piece.length(), Long::sum);
            }
        }
        manifest.files().forEach(file -> assertEquals(file.size(), covered.getOrDefault(file.path(), 0L),
                () -> file.path() + ": every byte in exactly one piece"));
        assertSameTree(original, made);
    }

    private static void assertSameTree(Path expected, Path actual) throws IOException {
        Map<String, byte[]> wanted = tree(expected);
        Map<String, byte[]> made = tree(actual);
        assertEquals(List.copyOf(wanted.keySet()), List.copyOf(made.keySet()));
        wanted.forEach((path, bytes) -> assertArrayEquals(bytes, made.get(path), path));
    }

    private static Map<String, byte[]> tree(Path root) throws IOException {
        Map<String, byte[]> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = root.relativize(path).toString();
                tree.put(name, Files.isDirectory(path) ? new byte[0] : Files.readAllBytes(path));
            }
        }
        return tree;
    }
}
