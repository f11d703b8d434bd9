package io.gyre.analysis.line;

import org.jspecify.annotations.Nullable;

/**
 * How far a session line has been stitched.
 *
 * @param chunks whose windows are in it
 * @param total all slices that are complete
 * @param open the slice that the last window ended in; null when it ended with a slice
 */
public record LineState(long chunks, Bundle total, @Nullable OpenSlice open) {

    /** @param index in the grid */
    public record OpenSlice(long index, Bundle bundle) {}

    public static LineState start(AnalysisSet analyses) {
        return new LineState(0, analyses.begin(), null);
    }

    /** {@return all that is known of the line} */
    public Bundle all(AnalysisSet analyses) {
        return open == null ? total : analyses.merge(total, open.bundle);
    }
}
