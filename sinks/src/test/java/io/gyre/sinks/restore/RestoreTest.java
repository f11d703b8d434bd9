package io.gyre.sinks.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.gyre.sinks.EmbeddedBroker;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.age.X25519Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RestoreTest {
    private static final String LINE_FOLDER = "web-1/shop-20261123T092351+0000/archives";

    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final HandPublisher publisher = new HandPublisher(broker);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        publisher.close();
    }

    @Test
    void restoredChunkIsTheOriginalFolderBitForBit() throws Exception {
        Path chunk = chunk("20261123T092351+0000-20261123T092353+0000-0", 1);
        Manifest manifest = publisher.publish(chunk, 0);
        assertTrue(manifest.segments().size() > 3, "several segments");

        RestoreSummary summary = restore(ChunkSelection.ALL);

        assertEquals(List.of(), summary.failures());
        assertEquals(1, summary.restored());
        assertSame(chunk, out().resolve(LINE_FOLDER).resolve(chunk.getFileName()));
    }

    @Test
    void whatTheFirstVersionPublishedIsRestoredAndChecked() throws Exception {
        publisher.writeAsFirstVersion();
        Path chunk = chunk("c-0", 1);
        Manifest manifest = publisher.publish(chunk, 0);
        assertTrue(manifest.files().stream().allMatch(file -> file.digest() instanceof Sha256));
        spoilt(chunk, 1, UnaryOperator.identity(), sound -> withFiles(sound, otherDigests(sound.files())));

        RestoreSummary summary = restore(ChunkSelection.ALL);

        assertEquals(1, summary.restored());
        assertSame(chunk, out().resolve(LINE_FOLDER).resolve("c-0"));
        assertEquals(List.of("restore-file-differs"), summary.failures().stream().map(RestoreFailure::code).toList());
        assertTrue(summary.failures().getFirst().message().contains("has the SHA-256 "), summary::toString);
    }

    @Test
    void chunksThatAreThereAreSkippedAndHalfBuiltOnesBuiltAnew() throws Exception {
        Path first = chunk("first-0", 1);
        Path second = chunk("second-1", 2);
        publisher.publish(first, 0);
        restore(ChunkSelection.ALL);
        publisher.publish(second, 1);
        Path halfBuilt = Files.createDirectories(out().resolve(LINE_FOLDER).resolve(".restoring-second-1/kernel"));
        Files.writeString(halfBuilt.resolve("leftover"), "of a restore that was killed");

        RestoreSummary summary = restore(ChunkSelection.ALL);

        assertEquals(List.of(1L, 1L), List.of(summary.restored(), summary.skipped()));
        assertSame(second, out().resolve(LINE_FOLDER).resolve("second-1"));
        assertEquals(List.of("first-0", "second-1"), names(out().resolve(LINE_FOLDER)));
    }

    @Test
    void onlyChunksOfTheSelectionAreRestored() throws Exception {
        LineId other = new LineId("db-1", "nightly", "");
        for (long id = 0; id < 3; id++) {
            publisher.publish(chunk("c-" + id, id), id);
            publisher.publish(chunk("c-" + id, id), other, id, UnaryOperator.identity(), UnaryOperator.identity());
        }
        assertEquals(1, restore(new ChunkSelection(Set.of("db-1"), Set.of(), Set.of(1L))).restored());
        assertEquals(List.of("c-1"), names(out().resolve("db-1/nightly/archives")));
        assertEquals(3, restore(new ChunkSelection(Set.of(), Set.of("shop"), Set.of())).restored());
        assertSame(chunk("c-2", 2), out().resolve(LINE_FOLDER).resolve("c-2"));
    }

    @Test
    void aChunkPublishedAgainIsRestoredFromWhicheverIsSound() throws Exception {
        Path chunk = chunk("c-0", 1);
        publisher.publish(chunk, HandPublisher.LINE, 0, RestoreTest::flipABit, UnaryOperator.identity());
        publisher.publish(chunk, 0);
        publisher.publish(chunk, 0);

        RestoreSummary summary = restore(ChunkSelection.ALL);

        assertEquals(List.of(1L, 0L), List.of(summary.restored(), summary.skipped()));
        assertEquals(List.of(), summary.failures());
    }

    @Test
    void badChunksAreReportedWithTheirCodesAndTheOthersRestored() throws Exception {
        Path chunk = chunk("c", 1);
        spoilt(chunk, 1, RestoreTest::flipABit, UnaryOperator.identity());
        spoilt(chunk, 2, UnaryOperator.identity(), manifest -> withSegments(manifest, manifest.segments().reversed()));
        spoilt(chunk, 3, UnaryOperator.identity(),
                manifest -> withSegments(manifest, manifest.segments().subList(1, 2)));
        spoilt(chunk, 4, UnaryOperator.identity(),
                manifest -> withSegments(manifest, List.of(moved(manifest.segments().getFirst(), 100_000))));
        spoilt(chunk, 5, UnaryOperator.identity(),
                manifest -> withFiles(manifest, List.of(manifest.files().getFirst())));
        spoilt(chunk, 6, UnaryOperator.identity(), manifest -> withFiles(manifest, otherDigests(manifest.files())));
        publisher.publishRaw(HandPublisher.LINE, "garbage".getBytes(StandardCharsets.UTF_8), null);
        Manifest signed = publisher.publish(chunk("sound-0", 1), 0);
        publisher.publishRaw(HandPublisher.LINE, WireCodecs.MANIFEST.encode(numbered(signed, 7)), null);

        RestoreSummary summary = restore(ChunkSelection.ALL);

        assertEquals(List.of("seal-corrupt", "restored in any order", "restore-file-differs", "restore-segment-missing",
                "restore-contradiction", "restore-file-differs", "record-corrupt", "signature-missing"),
                codes(summary.failures()));
        assertEquals(List.of("c-2", "sound-0"), names(out().resolve(LINE_FOLDER)));
    }

    @Test
    void namesThatLeadOutOfTheFolderWriteNothing() throws Exception {
        String path = "../../../../../escaped";
        FileRef file = new FileRef(path, 0, Sha256.of(new byte[0]), FileRef.Kind.OTHER);
        spoilt(chunk("c", 1), 1, UnaryOperator.identity(), manifest -> withFiles(manifest, List.of(file)));
        spoilt(chunk("c", 1), 2, UnaryOperator.identity(), manifest -> renamed(manifest, path));

        assertEquals(List.of("restore-unsafe-path", "restore-unsafe-path"),
                restore(ChunkSelection.ALL).failures().stream().map(RestoreFailure::code).toList());
        assertEquals(List.of(".gyre-lock"), names(out()));
        assertEquals(List.of("original-1", "out"), names(folder));
    }

    @Test
    void wrongKeysAndUnknownSignersOpenNothing() throws Exception {
        publisher.publish(chunk("c-0", 1), 0);
        try (HandPublisher stranger = new HandPublisher(broker)) {
            RestoreConfig config = config(ChunkSelection.ALL);
            RestoreConfig otherKey = new RestoreConfig(config.client(), config.topics(), out(),
                    List.of(X25519Identity.generate()), config.trust(), config.selection());
            assertEquals("seal-wrong-key", Restore.run(otherKey, RestoreListener.NONE).failures().getFirst().code());
            RestoreConfig otherSigner = new RestoreConfig(config.client(), config.topics(), out(), config.identities(),
                    stranger.trust(), config.selection());
            assertEquals("signature-unknown-signer",
                    Restore.run(otherSigner, RestoreListener.NONE).failures().getFirst().code());
            RestoreConfig anyone = new RestoreConfig(config.client(), config.topics(), out(), config.identities(),
                    new Trust.Anyone(), config.selection());
            assertEquals(1, Restore.run(anyone, RestoreListener.NONE).restored());
        }
    }

    @Test
    void aFolderWithOtherContentIsLeftAloneAndReported() throws Exception {
        publisher.publish(chunk("c-0", 1), 0);
        Path there = Files.createDirectories(out().resolve(LINE_FOLDER).resolve("c-0"));
        Files.writeString(there.resolve("mine"), "not to be lost");

        assertEquals("restore-folder-differs", restore(ChunkSelection.ALL).failures().getFirst().code());
        assertEquals(List.of("mine"), names(there));
    }

    @Test
    void whatIsWrongWithTheDiskEndsTheRestore() throws Exception {
        publisher.publish(chunk("c-0", 1), 0);
        Files.createDirectories(out());
        Files.writeString(out().resolve("web-1"), "a file where a folder must be made");
        assertEquals(SinkProblem.FOLDER_IO,
                assertThrows(SinkException.class, () -> restore(ChunkSelection.ALL)).problem());
    }

    @Test
    void theEndOfALineIsNoChunk() throws Exception {
        Manifest manifest = publisher.publish(chunk("c-0", 1), 0);
        Manifest closing = new Manifest(manifest.formatVersion(), manifest.line(), 0, "", ChunkKind.CLOSING,
                manifest.contentDigest(), 0L, 1,
                Long.MAX_VALUE, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, "test");
        publisher.publishRaw(HandPublisher.LINE, WireCodecs.MANIFEST.encode(closing), null);
        assertEquals(new RestoreSummary(1, 0, restoredBytes(manifest), List.of()), restore(ChunkSelection.ALL));
    }

    @Test
    void realRecordingsComeBackAsTheyWere() throws Exception {
        Path traces = shared().resolve("traces");
        List<Path> archives = new ArrayList<>();
        for (String recording : List.of("ust-pid-1", "kernel-overwrite-1")) {
            assumeTrue(Files.isDirectory(traces.resolve(recording)), "no recordings at hand");
            try (Stream<Path> all = Files.walk(traces.resolve(recording), 4)) {
                all.filter(path -> path.getFileName().toString().equals("archives")).forEach(archives::add);
            }
        }
        assertFalse(archives.isEmpty());
        long id = 0;
        for (Path archive : archives) {
            for (String name : names(archive)) {
                publisher.publish(archive.resolve(name), id++);
            }
        }
        assertEquals(List.of(), restore(ChunkSelection.ALL).failures());
        for (Path archive : archives) {
            for (String name : names(archive)) {
                assertSame(archive.resolve(name), out().resolve(LINE_FOLDER).resolve(name));
            }
        }
    }

    @Test
    void sealedChunkIsWrittenAsItLiesOnKafka() throws Exception {
        Manifest manifest = publisher.publish(chunk("c-0", 1), 0);
        Path sealed = folder.resolve("sealed");
        for (int twice = 0; twice < 2; twice++) {
            assertEquals(manifest.chunk(), export(ChunkSelection.ALL, sealed).orElseThrow().chunk());
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < manifest.segments().size(); i++) {
            expected.add("%03d.zst.age".formatted(i));
            assertEquals(manifest.segments().get(i).sha256(),
                    Sha256.of(Files.readAllBytes(sealed.resolve(expected.getLast()))));
        }
        expected.addAll(List.of("manifest.avro", "manifest.avro.sig"));
        assertEquals(expected, names(sealed));
        assertEquals(Optional.empty(), export(new ChunkSelection(Set.of("nobody"), Set.of(), Set.of()), sealed));
        assertEquals("folder-not-empty",
                assertThrows(SinkException.class, () -> export(ChunkSelection.ALL, folder)).code());
    }

    @Test
    void stockToolsOpenAndVerifyASealedChunk() throws Exception {
        assumeTrue(run("which age zstd ssh-keygen").lines().count() == 3,
                "age, zstd or ssh-keygen is not installed");
        publisher.publish(chunk("c-0", 1), 0);
        export(ChunkSelection.ALL, folder.resolve("sealed"));
        Files.writeString(folder.resolve("identity.txt"), publisher.identityText());
        Files.writeString(folder.resolve("allowed_signers"), publisher.allowedSigners());

        assertEquals("GYRE-SEG", run("age -d -i identity.txt sealed/000.zst.age | zstd -dc | head -c 8"));
        assertTrue(run(
                "ssh-keygen -Y verify -f allowed_signers -I publisher -n gyre-manifest -s sealed/manifest.avro.sig < sealed/manifest.avro")
                .startsWith("Good \"gyre-manifest\" signature for publisher"));
    }

    private Optional<SealedExport.Exported> export(ChunkSelection selection, Path sealed) throws Exception {
        return SealedExport.first(broker.clientConfig(), publisher.topics(), selection, sealed);
    }

    private String run(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Kernel-like and user-like traces, an empty folder, an empty file, odd names, and files of some hundred KiB. */
    private Path chunk(String name, long seed) throws IOException {
        Path chunk = folder.resolve("original-" + seed).resolve(name);
        if (Files.exists(chunk)) {
            return chunk;
        }
        Random random = new Random(seed);
        for (String file : List.of("kernel/metadata", "kernel/ch_0", "kernel/ch_1", "kernel/index/ch_0.idx",
                "ust/uid/0/64-bit/metadata", "ust/uid/0/64-bit/Größe mit Leerzeichen")) {
            byte[] content = new byte[random.nextInt(100_000) + 1];
            random.nextBytes(content);
            Files.createDirectories(chunk.resolve(file).getParent());
            Files.write(chunk.resolve(file), content);
        }
        Files.createDirectories(chunk.resolve("ust/pid"));
        Files.createFile(chunk.resolve("kernel/idle_0"));
        return chunk;
    }

    private void spoilt(Path chunk, long id, UnaryOperator<byte[]> value, UnaryOperator<Manifest> manifest)
            throws Exception {
        publisher.publish(chunk, HandPublisher.LINE, id, value, sound -> manifest.apply(renamed(sound, "c-" + id)));
    }

    private RestoreSummary restore(ChunkSelection selection) throws Exception {
        return Restore.run(config(selection), RestoreListener.NONE);
    }

    private RestoreConfig config(ChunkSelection selection) throws Exception {
        return new RestoreConfig(broker.clientConfig(), publisher.topics(), out(), publisher.identities(),
                publisher.trust(), selection);
    }

    private Path out() {
        return folder.resolve("out");
    }

    private static void assertSame(Path expected, Path actual) throws Exception {
        Process diff = new ProcessBuilder("diff", "-r", expected.toString(), actual.toString())
                .redirectErrorStream(true).start();
        assertEquals("", new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, diff.waitFor());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static Path shared() {
        String place = System.getenv("GYRE_SHARED");
        return place == null ? Path.of(System.getProperty("gyre.root", "..")).resolve("../shared") : Path.of(place);
    }

    private static byte[] flipABit(byte[] value) {
        value[value.length / 2] ^= 1;
        return value;
    }

    private static long restoredBytes(Manifest manifest) {
        return manifest.files().stream().mapToLong(FileRef::size).sum();
    }

    private static SegmentRef moved(SegmentRef segment, long by) {
        return new SegmentRef(segment.chunkId(), segment.index(), segment.partition(), segment.offset() + by,
                segment.rawBytes(), segment.sealedBytes(),
                segment.sha256(), segment.beginNs(), segment.endNs(), segment.packets(), segment.streams());
    }

    /** {@return the files with digests of nothing, of the same kinds} */
    private static List<FileRef> otherDigests(List<FileRef> files) {
        return files.stream().map(file -> new FileRef(file.path(), file.size(), file.digest().restart().finish(),
                file.kind())).toList();
    }

    private static Manifest renamed(Manifest m, String name) {
        return with(m, name, m.files(), m.directories(), m.segments());
    }

    private static Manifest withFiles(Manifest m, List<FileRef> files) {
        return with(m, m.chunkName(), files, m.directories(), m.segments());
    }

    private static Manifest withSegments(Manifest m, List<SegmentRef> segments) {
        return with(m, m.chunkName(), m.files(), m.directories(), segments);
    }

    private static Manifest numbered(Manifest m, long id) {
        return new Manifest(m.formatVersion(), m.line(), id, m.chunkName(), m.kind(), m.contentDigest(),
                m.previousChunkId(), m.afterNs(), m.upToNs(),
                m.traces(), m.files(), m.directories(), m.streams(), m.segments(), m.carried(), m.damages(),
                m.publishedAtMs(), m.gyreVersion());
    }

    private static Manifest with(Manifest m, String name, List<FileRef> files, List<String> folders,
            List<SegmentRef> segments) {
        return new Manifest(m.formatVersion(), m.line(), m.chunkId(), name, m.kind(), m.contentDigest(),
                m.previousChunkId(), m.afterNs(), m.upToNs(),
                m.traces(), files, folders, m.streams(), segments, m.carried(), m.damages(), m.publishedAtMs(),
                m.gyreVersion());
    }

    private static List<String> codes(List<RestoreFailure> failures) {
        List<String> codes = new ArrayList<>(failures.stream().map(RestoreFailure::code).toList());
        codes.add(1, "restored in any order");
        return codes;
    }
}
