package io.gyre.publisher.retain;

import io.gyre.publisher.find.ArchiveScan;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.ledger.Ledger;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.publisher.pack.ChunkInventory;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A random history: sessions of several hosts with chunks of random ages and sizes, some published, some not, some changed since. */
final class World {
    static final String TOPIC = "gyre.chunks";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
            .withZone(ZoneOffset.UTC);
    private static final byte[] METADATA = metadata();

    final Path root;
    final Path state;
    final Instant now = Instant.parse("2026-11-25T12:00:00Z");
    final Set<Path> unpublished = new TreeSet<>();
    final Set<Path> changed = new TreeSet<>();
    final Set<Path> newestOfOpen = new TreeSet<>();
    private final Random random;
    private final Map<Path, Long> offsets = new HashMap<>();

    World(Path folder, Random random) throws Exception {
        this.random = random;
        this.root = folder.resolve("traces");
        this.state = folder.resolve("state");
        int sessions = 1 + random.nextInt(3);
        for (int session = 0; session < sessions; session++) {
            record(session);
        }
    }

    Ledger ledger() {
        return new Ledger(state, "cluster", "topic");
    }

    PublishedChunks chunks() {
        return new PublishedChunks(ledger(), TOPIC);
    }

    Circumstances circumstances(List<Holding> holdings) {
        Map<Path, Circumstances.Space> spaces = new HashMap<>();
        long total = 1000L + random.nextInt(500_000);
        long free = (long) (total * random.nextDouble());
        holdings.forEach(holding -> spaces.put(Circumstances.folder(holding),
                new Circumstances.Space("disk", free, total)));
        Map<String, Long> positions = Map.of(RandomPolicy.GROUPS.get(0), random.nextLong(40),
                RandomPolicy.GROUPS.get(1),
                random.nextLong(40));
        return new Circumstances(now, spaces, (group, topic, partition) -> {
            Long position = topic.equals(TOPIC) ? positions.get(group) : null;
            return position == null ? OptionalLong.empty() : OptionalLong.of(position);
        });
    }

    /** {@return every chunk folder and hidden thing that lies in an archives folder} */
    Set<Path> entries() throws IOException {
        Set<Path> entries = new TreeSet<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> path.toString().matches(".*/archives/[^/]+")).forEach(entries::add);
        }
        return entries;
    }

    private void record(int session) throws Exception {
        Path archives = Files.createDirectories(root.resolve("host-" + session + "/s/archives"));
        long id = random.nextInt(3);
        int chunks = 1 + random.nextInt(7);
        Instant end = now.minusSeconds(180L * chunks);
        for (int i = 0; i < chunks; i++) {
            Instant begin = end;
            end = end.plusSeconds(random.nextLong(180));
            Path chunk = archives.resolve(TIME.format(begin) + "+0000-" + TIME.format(end) + "+0000-" + id);
            fill(chunk, session);
            Files.setLastModifiedTime(chunk, FileTime.from(end));
            id += 1 + random.nextInt(2);
        }
        for (LineOnDisk line : new ChunkCatalog().lines(ArchiveScan.of(List.of(archives)).chunks())) {
            publish(line);
        }
    }

    private void fill(Path chunk, int session) throws IOException {
        Path trace = Files.createDirectories(chunk.resolve("ust/uid/0/64-bit"));
        byte[] metadata = METADATA.clone();
        int at = new String(metadata, StandardCharsets.ISO_8859_1).indexOf("\"edge-1\"");
        metadata[at + 6] = (byte) ('1' + session);
        Files.write(trace.resolve("metadata"), metadata);
        Files.write(trace.resolve("main_0"), new byte[random.nextInt(60_000)]);
    }

    private void publish(LineOnDisk line) throws Exception {
        LineLedger ledger = ledger().line(line.line());
        boolean closed = random.nextInt(3) == 0;
        long newest = line.chunks().lastKey();
        Path newestChunk = line.chunks().lastEntry().getValue();
        long offset = random.nextInt(10);
        try (LineLedger.Hold hold = ledger.hold()) {
            for (Map.Entry<Long, Path> chunk : line.chunks().entrySet()) {
                if (random.nextInt(4) == 0) {
                    unpublished.add(chunk.getValue());
                    continue;
                }
                hold.add(entry(chunk.getKey(), ChunkKind.CHUNK, chunk.getValue(), offset));
                offsets.put(chunk.getValue(), offset);
                offset += 1 + random.nextInt(4);
                if (random.nextInt(8) == 0) {
                    FileTime before = Files.getLastModifiedTime(chunk.getValue());
                    Files.writeString(chunk.getValue().resolve("late"), "more");
                    Files.setLastModifiedTime(chunk.getValue(), before);
                    changed.add(chunk.getValue());
                }
            }
            if (closed) {
                hold.add(entry(newest, ChunkKind.CLOSING, newestChunk, offset));
            } else {
                newestOfOpen.add(newestChunk);
            }
        }
    }

    long offset(Path chunk) {
        return offsets.getOrDefault(chunk, -1L);
    }

    private static LedgerEntry entry(long id, ChunkKind kind, Path folder, long offset) throws Exception {
        ChunkInventory inventory = ChunkInventory.of(folder);
        return new LedgerEntry(id, kind, folder.getFileName().toString(), Sha256.of(new byte[0]), inventory.bytes(),
                inventory.files().size(), null, 0, 0, 0, offset, 0, List.of());
    }

    private static byte[] metadata() {
        Path tiny = Path.of(System.getProperty("gyre.root", ".."),
                "chunk-publisher/src/test/resources/recordings/tiny/archives");
        try (Stream<Path> all = Files.walk(tiny)) {
            return Files.readAllBytes(all.filter(path -> path.endsWith("metadata")).findFirst().orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
