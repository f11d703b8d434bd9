package io.gyre.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One window to decode, complete in itself: whoever has it needs only the segments that it names. Key: the chunk, so that the
 * windows of one line spread over the partitions.
 *
 * @param kind of the manifest that the window comes from
 * @param start what is known of the time before the window
 * @param previousChunkId the chunk whose window comes right before, for stitching in order; null unless {@code start} is
 *        {@link Start#FOLLOWS}. Equal to {@code chunkId} for a closing window
 * @param segments the chunk's own, in order of index
 * @param carried segments of earlier chunks that hold events of this window, each chunk's segment 0 included, in order of chunk and index
 * @param tails where the streams of earlier chunks ended, to count losses across the boundary
 * @param manifest the record that the window comes from, for errors
 */
public record WorkItem(LineId line, long chunkId, ChunkKind kind, long afterNs, long upToNs, Start start,
        @Nullable Long previousChunkId, List<SegmentRef> segments, List<SegmentRef> carried, List<StreamTail> tails,
        RecordRef manifest) {

    public WorkItem {
        segments = List.copyOf(segments);
        carried = List.copyOf(carried);
        tails = List.copyOf(tails);
        if (upToNs < afterNs) {
            throw new IllegalArgumentException("window ends at " + upToNs + " before it begins, at " + afterNs);
        }
    }

    public ChunkId chunk() {
        return new ChunkId(line, chunkId);
    }

    /** {@return whether nothing of the line follows this window} */
    public boolean endsLine() {
        return upToNs == Long.MAX_VALUE;
    }

    /** What is known of a line right before a window. */
    public enum Start {
        /** The window is the first of its line: nothing was before. */
        FIRST,
        /** The window before is there. */
        FOLLOWS,
        /** Something was before and is missing: what it left behind is unknown. */
        GAP
    }

    /**
     * Where a data stream ended in the latest earlier chunk that had packets of it.
     *
     * @param dataStreamId null when the trace does not number its streams
     * @param name the stream's file name without a trace-file number, such as {@code ch_0}
     * @param lastSequence sequence number of its last packet, unsigned; null when packets are not numbered
     * @param lastDiscarded the cumulative counter of discarded events, unsigned; null when not counted
     */
    public record StreamTail(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String name,
            @Nullable Long lastSequence, @Nullable Long lastDiscarded) {}
}
