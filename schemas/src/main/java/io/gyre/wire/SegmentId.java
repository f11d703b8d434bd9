package io.gyre.wire;

/**
 * Names a segment of a chunk.
 *
 * @param index from 0, in the order of time; 0 holds what is not packets
 */
public record SegmentId(ChunkId chunk, int index) {

    public SegmentId {
        if (index < 0) {
            throw new IllegalArgumentException("segments count from 0, not " + index);
        }
    }

    @Override
    public String toString() {
        return chunk + " segment " + index;
    }
}
