package io.gyre.wire;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one analysis knows about one window, before it is stitched to its neighbours. Key: the line.
 *
 * <p>A window may come in several parts, so that no record grows with the window or with what an analysis knows: a slice that is too large
 * for one part goes on in the next, under the same begin.
 *
 * @param version partials of different versions do not merge
 * @param partIndex from 0, in the order of time
 * @param partCount of the window's parts for this analysis, at least 1
 * @param previousChunkId as in {@link WorkItem}
 * @param slices what the analysis knows of each part of the window in which something happened, in order of time, at least one; none
 *        at all says that the window could not be read
 * @param completeness of the whole window; in the part with index 0, {@link Completeness#COMPLETE} in the others
 */
public record Partial(LineId line, long chunkId, ChunkKind kind, String analysis, int version, int partIndex,
        int partCount, long afterNs, long upToNs, WorkItem.Start start, @Nullable Long previousChunkId,
        List<Slice> slices, Completeness completeness) {

    public Partial {
        slices = List.copyOf(slices);
        if (partIndex < 0 || partIndex >= partCount) {
            throw new IllegalArgumentException("part " + partIndex + " of " + partCount);
        }
    }

    /** {@return whether nothing of the line follows this window} */
    public boolean endsLine() {
        return upToNs == Long.MAX_VALUE;
    }

    /**
     * A part of the window cut at the fixed time grid.
     *
     * @param beginNs inclusive
     * @param endNs exclusive
     * @param bytes what the analysis knows about it, in the analysis's own encoding, or the next piece of that; not copied, not to be changed
     */
    public record Slice(long beginNs, long endNs, byte[] bytes) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice that && beginNs == that.beginNs && endNs == that.endNs
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Long.hashCode(beginNs) + Long.hashCode(endNs)) + Arrays.hashCode(bytes);
        }
    }
}
