package io.gyre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A file sink's folder with a random history: files of random ages and sizes, and things that are not the sink's or not committed. */
final class ResultFolder {
    private static final List<String> GROUPS = List.of("events", "web-01_cpu");
    private static final List<String> PARTITIONS = List.of("gyre.results-0", "gyre.results-1", "team-7-0");
    private static final int MAX_MINUTES = 20;

    final Path root;
    final Instant now = Instant.now();
    final List<Committed> files = new ArrayList<>();
    private final Random random;

    /** A file of the sink's; a batch may have one in each group. */
    record Committed(Path path, String partition, long lastOffset, long bytes, Instant modified) {}

    ResultFolder(Path root, Random random) throws IOException {
        this.root = root;
        this.random = random;
        for (String group : GROUPS) {
            Files.createDirectories(root.resolve(group));
        }
        for (String partition : PARTITIONS) {
            long offset = random.nextInt(3);
            for (int batches = random.nextInt(6); batches > 0; batches--) {
                long last = offset + random.nextInt(50);
                commit(partition, offset, last);
                offset = last + 1;
            }
        }
        addWhatIsNotTheSinks();
    }

    /** {@return everything in it but the audit log} */
    Set<Path> entries() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            Set<Path> entries = new TreeSet<>(all.toList());
            entries.remove(root.resolve(".retained.jsonl"));
            return entries;
        }
    }

    private void commit(String partition, long first, long last) throws IOException {
        for (String group : random.nextInt(3) == 0 ? GROUPS : List.of(GROUPS.get(random.nextInt(GROUPS.size())))) {
            String extension = random.nextBoolean() ? ".parquet" : ".jsonl";
            Path path = root.resolve(group).resolve("%s-%019d-%019d%s".formatted(partition, first, last, extension));
            int bytes = random.nextInt(2000);
            Files.write(path, new byte[bytes]);
            // Half a minute off what policies name, so that a slow test judges as a fast one.
            Instant modified = now.minusSeconds(60L * random.nextInt(MAX_MINUTES) + 30);
            Files.setLastModifiedTime(path, FileTime.from(modified));
            files.add(new Committed(path, partition, last, bytes, Files.getLastModifiedTime(path).toInstant()));
        }
    }

    private void addWhatIsNotTheSinks() throws IOException {
        String name = "gyre.results-0-%019d-%019d".formatted(0, 0);
        List<Path> old = List.of(Files.write(root.resolve(name + ".jsonl"), new byte[3000]),
                Files.write(root.resolve("events/notes.txt"), new byte[3000]),
                Files.write(root.resolve("events/." + name + ".parquet"), new byte[3000]),
                Files.write(Files.createDirectories(root.resolve("events/deeper")).resolve(name + ".jsonl"),
                        new byte[3000]),
                Files.createDirectories(root.resolve("events/gyre.results-0-%019d-%019d".formatted(1, 1))));
        for (Path each : old) {
            Files.setLastModifiedTime(each, FileTime.from(now.minusSeconds(365L * 86_400)));
        }
        Files.createSymbolicLink(root.resolve("events/gyre.results-1-%019d-%019d.jsonl".formatted(0, 0)),
                root.resolve("events/notes.txt"));
    }
}
