package io.gyre.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * What one session line adds to a slice of its fleet. Key: the slice. A line has one share in a slice; one that was closed within a slice and goes on
 * has another, of another chunk.
 *
 * @param chunkId the chunk whose window the share comes with, as in {@link Result}
 * @param completeness what is missing from the share
 * @param figures in the encoding of the analyses' fleet figures. Not copied, not to be changed
 */
public record FleetShare(FleetSlice slice, LineId line, long chunkId, Completeness completeness, byte[] figures) {

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetShare that && slice.equals(that.slice) && line.equals(that.line)
                && chunkId == that.chunkId && completeness.equals(that.completeness)
                && Arrays.equals(figures, that.figures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(slice, line, chunkId, completeness) * 31 + Arrays.hashCode(figures);
    }
}
