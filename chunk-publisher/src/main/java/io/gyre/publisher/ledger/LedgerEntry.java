package io.gyre.publisher.ledger;

import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published manifest, as the ledger keeps it: enough to know the chunk again, and to tell its successor what it must carry.
 *
 * @param bytes of all files of the chunk
 * @param files their number
 * @param previousChunkId as the manifest says
 * @param partition of the chunks topic
 * @param offset of the manifest in that partition
 * @param leaving the chunk's own segments that reach past {@code upToNs}, its segment 0 with them; in order of index
 */
public record LedgerEntry(long chunkId, ChunkKind kind, String chunkName, ContentDigest contentDigest, long bytes,
        int files,
        @Nullable Long previousChunkId, long afterNs, long upToNs, int partition, long offset, long publishedAtMs,
        List<SegmentRef> leaving) {

    public LedgerEntry {
        leaving = List.copyOf(leaving);
    }

    /** {@return the entry of a manifest that lies at this place} */
    public static LedgerEntry of(Manifest manifest, int partition, long offset) {
        long bytes = manifest.files().stream().mapToLong(Manifest.FileRef::size).sum();
        return new LedgerEntry(manifest.chunkId(), manifest.kind(), manifest.chunkName(), manifest.contentDigest(),
                bytes, manifest.files().size(), manifest.previousChunkId(), manifest.afterNs(), manifest.upToNs(),
                partition, offset, manifest.publishedAtMs(), reachingPast(manifest.upToNs(), manifest.segments()));
    }

    /**
     * {@return those of the segments that end after {@code upToNs}, and segment 0 of each chunk that has such a one}: it holds the
     * metadata without which the others say nothing. The order is kept.
     */
    public static List<SegmentRef> reachingPast(long upToNs, List<SegmentRef> segments) {
        var chunks = new HashSet<Long>();
        for (SegmentRef segment : segments) {
            if (segment.endNs() > upToNs) {
                chunks.add(segment.chunkId());
            }
        }
        var kept = new ArrayList<SegmentRef>();
        for (SegmentRef segment : segments) {
            boolean metadata = segment.index() == 0 && chunks.contains(segment.chunkId());
            if (metadata || segment.endNs() > upToNs) {
                kept.add(segment);
            }
        }
        return kept;
    }
}
