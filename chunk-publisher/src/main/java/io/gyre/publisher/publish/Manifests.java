package io.gyre.publisher.publish;

import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.pack.PackedChunk;
import io.gyre.publisher.window.ChunkWindow;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The manifests that a publisher writes. */
final class Manifests {
    private static final String VERSION = version();

    private Manifests() {}

    static Manifest chunk(LineId line, long chunkId, String name, PackedChunk packed, ChunkWindow window,
            List<SegmentRef> segments, @Nullable List<SegmentRef> carried) {
        return new Manifest(Manifest.FORMAT_VERSION, line, chunkId, name, ChunkKind.CHUNK, packed.contentDigest(),
                window.previousChunkId(), window.afterNs(), window.upToNs(), packed.traces(), packed.files(),
                packed.directories(), packed.streams(), segments, carried, packed.damages(),
                System.currentTimeMillis(), VERSION);
    }

    /** @param last what is published of the line's last chunk, whose name and digest the closing manifest repeats */
    static Manifest closing(LineId line, LedgerEntry last, ChunkWindow window, @Nullable List<SegmentRef> carried) {
        return new Manifest(Manifest.FORMAT_VERSION, line, last.chunkId(), last.chunkName(), ChunkKind.CLOSING,
                last.contentDigest(), window.previousChunkId(), window.afterNs(), window.upToNs(), List.of(), List.of(),
                List.of(), List.of(), List.of(), carried, List.of(), System.currentTimeMillis(), VERSION);
    }

    private static String version() {
        String version = Manifests.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
