package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedChunkTest {
    private static final String TRACE = "ust/uid/0/64-bit/";

    @TempDir
    Path folder;

    private Installation gyre;
    private Path recording;
    private Path chunk;

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
        recording = Recordings.tiny(folder);
        chunk = Recordings.chunks(recording).get(1);
    }

    @Test
    void aTraceWithTruncatedMetadataIsPublishedWhole() throws Exception {
        cut(TRACE + "metadata", 5000);

        gyre.publish(recording);

        Manifest manifest = manifest(1);
        assertEquals(0, manifest.streams().size());
        assertEquals(0, manifest.traces().getFirst().majorVersion());
        Restored.assertSameAs(chunk, gyre, manifest, folder);
        Quarantine quarantine = gyre.quarantined().getFirst();
        assertTrue(quarantine.code().startsWith("metadata-"), quarantine::code);
        assertEquals(TRACE + "metadata", quarantine.file());
        assertEquals(1L, quarantine.chunkId());
    }

    @Test
    void aStreamCutWithinAPacketKeepsItsWholePackets() throws Exception {
        long packets = stream(intact(), "main_0").packets();
        cut(TRACE + "main_0", Files.size(chunk.resolve(TRACE + "main_0")) - 1000);

        gyre.publish(recording);

        Manifest manifest = manifest(1);
        assertEquals(packets, stream(manifest, "main_0").packets(), "the last one is short");
        Restored.assertSameAs(chunk, gyre, manifest, folder);
        Quarantine quarantine = gyre.quarantined().getFirst();
        assertEquals("packet-truncated", quarantine.code());
        assertEquals(TRACE + "main_0", quarantine.file());
        assertEquals(packets - 1, quarantine.packet());
    }

    @Test
    void aStreamCutWithinAHeaderEndsWithAnOpaquePiece() throws Exception {
        long packets = stream(intact(), "main_0").packets();
        byte[] whole = Files.readAllBytes(chunk.resolve(TRACE + "main_0"));
        Files.write(chunk.resolve(TRACE + "main_0"), Arrays.copyOf(whole, 20), StandardOpenOption.APPEND);

        gyre.publish(recording);

        Manifest manifest = manifest(1);
        assertEquals(packets, stream(manifest, "main_0").packets());
        Restored.assertSameAs(chunk, gyre, manifest, folder);
        assertEquals(List.of("packet-truncated"), gyre.quarantined().stream().map(Quarantine::code).toList());
        Long damagedAt = Objects.requireNonNull(manifest.damages().getFirst().byteOffset());
        assertTrue(damagedAt >= whole.length && damagedAt <= whole.length + 20, damagedAt::toString);
    }

    @Test
    void packetsAfterADamagedHeaderAreFoundAgain() throws Exception {
        long packets = stream(intact(), "main_0").packets();
        byte[] bytes = Files.readAllBytes(chunk.resolve(TRACE + "main_0"));
        bytes[4096] ^= 0x55;
        Files.write(chunk.resolve(TRACE + "main_0"), bytes);

        gyre.publish(recording);

        Manifest manifest = manifest(1);
        assertEquals(packets - 1, stream(manifest, "main_0").packets());
        Restored.assertSameAs(chunk, gyre, manifest, folder);
        Quarantine quarantine = gyre.quarantined().getFirst();
        assertEquals("packet-bad-magic", quarantine.code());
        assertEquals(1L, quarantine.packet());
        assertEquals(4096L, quarantine.byteOffset());
    }

    @Test
    void aLinkIsToldAndNotFollowed() throws Exception {
        Files.createSymbolicLink(chunk.resolve("elsewhere"), folder);

        gyre.publish(recording);

        assertEquals(List.of("not-a-regular-file"),
                manifest(1).damages().stream().map(Manifest.DamageRef::code).toList());
    }

    private Manifest intact() throws Exception {
        Installation other = Installation.on(TestBroker.shared(), folder);
        other.publish(recording);
        return other.manifests().get(1);
    }

    private Manifest manifest(long id) throws Exception {
        return gyre.manifests().stream()
                .filter(manifest -> manifest.chunkId() == id && manifest.kind() == ChunkKind.CHUNK).findFirst()
                .orElseThrow();
    }

    private static Manifest.StreamRef stream(Manifest manifest, String name) {
        return manifest.streams().stream().filter(stream -> stream.name().equals(name)).findFirst().orElseThrow();
    }

    private void cut(String file, long length) throws Exception {
        byte[] bytes = Files.readAllBytes(chunk.resolve(file));
        Files.write(chunk.resolve(file), Arrays.copyOf(bytes, (int) length));
    }
}
