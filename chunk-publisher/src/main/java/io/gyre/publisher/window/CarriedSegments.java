package io.gyre.publisher.window;

import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.wire.SegmentRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which segments of earlier chunks reach into a chunk's window:
 * <pre>
 * carried(N+1) = those of own(N) and carried(N) that end after upTo(N), and segment 0 of each chunk concerned
 * </pre>
 */
public final class CarriedSegments {
    private CarriedSegments() {}

    /**
     * {@return the segments that the successor of this chunk needs, by chunk and index; null when a chunk on which that depends is not
     * published}
     *
     * @param previousChunkId null when there is none: then nothing is carried
     */
    public static @Nullable List<SegmentRef> from(@Nullable Long previousChunkId, LineLedger ledger) {
        if (previousChunkId == null) {
            return List.of();
        }
        LedgerEntry closing = ledger.closing();
        if (closing != null && closing.chunkId() == previousChunkId) {
            return List.of();
        }
        Deque<LedgerEntry> line = new ArrayDeque<>();
        for (Long id = previousChunkId; id != null;) {
            LedgerEntry entry = ledger.chunk(id);
            if (entry == null) {
                return null;
            }
            line.push(entry);
            id = entry.previousChunkId();
        }
        List<SegmentRef> carried = List.of();
        while (!line.isEmpty()) {
            LedgerEntry entry = line.pop();
            List<SegmentRef> candidates = new ArrayList<>(carried);
            candidates.addAll(entry.leaving());
            carried = LedgerEntry.reachingPast(entry.upToNs(), candidates);
        }
        return carried;
    }
}
