package io.gyre.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One window to decode, complete in itself: whoever has it needs only the segments that it names. Key: the chunk, so that the
 * windows of one line spread over the partitions.
 *
 * @param kind of the manifest that the window comes from
 * @param start what is known of the time before the window
 * @param previousChunkId the chunk whose window is stitched right before, across a gap too; null when none is. Equal to
 *        {@code chunkId} for a closing window
 * @param segments the chunk's own, in order of index
 * @param carried segments of earlier chunks that hold events of this window, each chunk's segment 0 included, in order of chunk and index
 * @param streams the data streams of each chunk whose segments are named; closing windows name no streams of their own
 * @param manifest the record that the window comes from, for errors
 */
public record WorkItem(LineId line, long chunkId, ChunkKind kind, long afterNs, long upToNs, Start start,
        @Nullable Long previousChunkId, List<SegmentRef> segments, List<SegmentRef> carried, List<ChunkStreams> streams,
        RecordRef manifest) {

    public WorkItem {
        segments = List.copyOf(segments);
        carried = List.copyOf(carried);
        streams = List.copyOf(streams);
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
     * What {@link SegmentRef#streams} of a chunk's segments stand for.
     *
     * @param streams as in the chunk's manifest, in its order
     */
    public record ChunkStreams(long chunkId, List<StreamName> streams) {
        public ChunkStreams {
            streams = List.copyOf(streams);
        }
    }

    /**
     * Which data stream.
     *
     * @param dataStreamId null when the trace does not number its streams
     * @param name the stream's file name without a trace-file number, such as {@code ch_0}
     */
    public record StreamName(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String name) {}
}
