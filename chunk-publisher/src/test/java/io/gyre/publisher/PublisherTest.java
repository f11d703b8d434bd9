package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.ssh.AllowedSigners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path folder;

    private Installation gyre;

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
    }

    @Test
    void everyChunkIsPublishedOnceAndTheEndedLineClosed() throws Exception {
        Path recording = Recordings.tiny(folder);

        PublishSummary summary = gyre.publish(recording);

        assertTrue(summary.complete(), summary::toString);
        List<Manifest> manifests = gyre.manifests();
        assertEquals(List.of(0L, 1L, 2L, 3L, 3L), manifests.stream().map(Manifest::chunkId).toList());
        assertEquals(ChunkKind.CLOSING, manifests.getLast().kind());
        assertEquals("edge-1", manifests.getFirst().line().host());
        assertEquals(List.of(), gyre.quarantined());
    }

    @Test
    void publishingAgainPublishesNothing() throws Exception {
        Path recording = Recordings.tiny(folder);
        gyre.publish(recording);

        PublishSummary again = gyre.publish(recording);

        assertEquals(List.of(), again.published());
        assertTrue(again.complete());
        assertEquals(5, gyre.manifests().size());
    }

    @Test
    void everyByteOfAChunkIsInItsSegments() throws Exception {
        Path recording = Recordings.tiny(folder);
        List<Path> chunks = Recordings.chunks(recording);
        Files.writeString(chunks.getFirst().resolve("notes.txt"), "an operator's own");
        Files.createDirectories(chunks.getFirst().resolve("empty/folder"));
        Files.createFile(chunks.getFirst().resolve("ust/uid/0/64-bit/main_9"));

        gyre.publish(recording);

        for (Manifest manifest : gyre.manifests()) {
            if (manifest.kind() == ChunkKind.CHUNK) {
                Restored.assertSameAs(chunks.get((int) manifest.chunkId()), gyre, manifest, folder);
            }
        }
    }

    @Test
    void segmentsHoldPacketsInTheOrderOfTimeAndSegmentZeroAllElse() throws Exception {
        gyre.publish(Recordings.tiny(folder));

        Manifest manifest = gyre.manifests().get(1);
        List<SegmentRef> segments = manifest.segments().stream().filter(segment -> segment.packets() > 0).toList();
        assertTrue(segments.size() > 3, segments::toString);
        assertEquals(0, manifest.segments().getFirst().index());
        assertEquals(0, manifest.segments().getFirst().packets());
        for (int i = 1; i < segments.size(); i++) {
            assertTrue(segments.get(i).index() > segments.get(i - 1).index());
            assertTrue(segments.get(i).beginNs() >= segments.get(i - 1).beginNs());
        }
        assertEquals(manifest.streams().stream().mapToLong(Manifest.StreamRef::packets).sum(),
                segments.stream().mapToLong(SegmentRef::packets).sum());
    }

    @Test
    void aSmallChunkIsOneSegment() throws Exception {
        PublisherConfig config = gyre.config().segments(io.gyre.wire.seal.SegmentOptions.DEFAULT).build();

        Installation.publish(config, Recordings.tiny(folder));

        for (Manifest manifest : gyre.manifests()) {
            assertEquals(manifest.kind() == ChunkKind.CHUNK ? 1 : 0, manifest.segments().size());
        }
    }

    @Test
    void manifestsAreSigned() throws Exception {
        gyre.publish(Recordings.tiny(folder));

        AllowedSigners allowed = AllowedSigners.parse("publisher@test namespaces=\"gyre-manifest\" "
                + gyre.signingKey.toPublicText(), "allowed_signers");
        for (var found : gyre.read(gyre.topics.chunks())) {
            byte[] signature = found.headers().lastHeader(Manifest.SIGNATURE_HEADER).value();
            assertNotNull(ManifestSignature.verify(found.value(), signature, allowed, Instant.now(), "manifest"));
        }
    }

    @Test
    void theOrderOfPublishingChangesNoWindow() throws Exception {
        Path recording = Recordings.tiny(folder);
        gyre.publish(recording);
        Map<String, String> oldestFirst = windows(gyre);

        for (PublishOrder order : List.of(PublishOrder.NEWEST, PublishOrder.SHUFFLED)) {
            Installation other = Installation.on(TestBroker.shared(), folder);
            Installation.publish(other.config().order(order).seed(7).build(), recording);
            assertEquals(oldestFirst, windows(other), order::name);
        }
    }

    @Test
    void aSingleChunkHasTheWindowThatItsNeighboursGiveIt() throws Exception {
        Path recording = Recordings.tiny(folder);
        gyre.publish(recording);
        Installation other = Installation.on(TestBroker.shared(), folder);

        PublishSummary summary = Installation.publish(other.config().closing(Closing.NEVER).build(),
                Recordings.chunks(recording).get(2));

        assertEquals(1, summary.published().size());
        Manifest alone = other.manifests().getFirst();
        assertEquals(windows(gyre).get("2 CHUNK"), windows(other).get("2 CHUNK"));
        assertEquals(1L, alone.previousChunkId());
        assertEquals(null, alone.carried());
    }

    @Test
    void chunksWithoutAnyTraceBelongToTheLineAroundThem() throws Exception {
        Path recording = Recordings.tiny(folder);
        Path archives = recording.resolve("archives");
        Files.createDirectories(archives.resolve("20261123T111603+0000-20261123T111604+0000-4/ust"));

        PublishSummary summary = gyre.publish(recording);

        assertTrue(summary.complete(), summary::toString);
        Manifest empty = gyre.manifests().stream().filter(manifest -> manifest.chunkId() == 4).findFirst()
                .orElseThrow();
        assertEquals("edge-1", empty.line().host());
        assertEquals(List.of("ust"), empty.directories());
        assertEquals(empty.afterNs(), empty.upToNs());
        Restored.assertSameAs(archives.resolve(empty.chunkName()), gyre, empty, folder);
    }

    @Test
    void aLiveSessionWithoutAnyTraceHasNoNameYet() throws Exception {
        Path session = folder.resolve("auto-20261123-111600");
        Files.createDirectories(session.resolve("archives/20261123T111600+0000-20261123T111601+0000-0/ust"));
        Path current = Files.createDirectories(session.resolve("20261123T111601+0000-1"));

        PublishSummary summary = gyre.publish(session);
        assertEquals("session-identity-unknown", summary.failed().getFirst().reason().code());

        Files.delete(current);
        assertEquals(1, gyre.publish(session).published().size(), "the session has ended without a trace");
    }

    @Test
    void programsThatEndLeaveNothingToCarryOn() throws Exception {
        // Per-process buffers of two programs that were not alive at any rotation.
        Path recording = Recordings.tiny(folder);
        List<Path> chunks = Recordings.chunks(recording);
        for (int i = 0; i < chunks.size(); i++) {
            Path buffers = Files.move(chunks.get(i).resolve("ust"), folder.resolve("ust-" + i)).resolve("uid/0/64-bit");
            Path processes = Files.createDirectories(chunks.get(i).resolve("ust/pid"));
            if (i % 2 == 0) {
                Files.move(buffers, processes.resolve("job-" + i));
            }
        }

        gyre.publish(recording);

        List<Manifest> manifests = gyre.manifests();
        assertEquals(Set.of(0L), carriedChunks(manifests.get(1)));
        assertEquals(Set.of(), carriedChunks(manifests.get(2)));
        assertEquals(Set.of(2L), carriedChunks(manifests.get(3)));
        assertEquals(Set.of(2L), carriedChunks(manifests.get(4)));
        assertTrue(manifests.get(1).afterNs() > Long.MIN_VALUE);
    }

    private static Set<Long> carriedChunks(Manifest manifest) {
        return Objects.requireNonNull(manifest.carried()).stream().map(SegmentRef::chunkId)
                .collect(Collectors.toSet());
    }

    @Test
    void clearedIdsAreSkipped() throws Exception {
        Path recording = Recordings.tiny(folder);
        Path cleared = Recordings.chunks(recording).get(1);
        Files.move(cleared, folder.resolve("cleared"));

        gyre.publish(recording);

        List<Manifest> manifests = gyre.manifests();
        assertEquals(List.of(0L, 2L, 3L, 3L), manifests.stream().map(Manifest::chunkId).toList());
        assertEquals(0L, manifests.get(1).previousChunkId());
        assertEquals(manifests.get(0).upToNs(), manifests.get(1).afterNs());
    }

    @Test
    void anUnfinishedSessionIsNotClosed() throws Exception {
        Path recording = Recordings.tiny(folder);
        Files.createDirectories(recording.resolve("20261123T111603+0000-4"));

        PublishSummary summary = gyre.publish(recording);

        LineId line = gyre.manifests().getFirst().line();
        assertEquals(List.of(new LineOutcome.Open(line)), summary.lines());
        assertEquals(4, gyre.manifests().size());
        Installation.publish(gyre.config().closing(Closing.ALWAYS).build(), recording);
        assertEquals(ChunkKind.CLOSING, gyre.manifests().getLast().kind());
    }

    private static Map<String, String> windows(Installation gyre) throws Exception {
        Map<String, String> windows = new TreeMap<>();
        for (Manifest manifest : gyre.manifests()) {
            windows.put(manifest.chunkId() + " " + manifest.kind(),
                    manifest.previousChunkId() + " (" + manifest.afterNs() + ", " + manifest.upToNs() + "]");
        }
        return windows;
    }
}
