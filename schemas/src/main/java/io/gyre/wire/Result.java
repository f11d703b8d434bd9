package io.gyre.wire;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found out. Key: the line.
 *
 * @param version of the analysis that made it
 * @param chunkId the chunk whose window this result belongs to, or up to which it is known
 * @param beginNs of the slice, the window or the line's first event; inclusive
 * @param endNs of the slice (exclusive), the window or the line's last event (inclusive)
 * @param closing whether the line ends with this window, so that nothing follows
 * @param json the value, rendered
 * @param partial the value in the analysis's own encoding, which merges with others; null when it does not merge. Not copied, not
 *        to be changed
 */
public record Result(LineId line, String analysis, int version, Scope scope, long chunkId, long beginNs,
        long endNs, boolean closing, Completeness completeness, String json, byte @Nullable [] partial) {

    /** What a result is about. */
    public enum Scope {
        /** A part of a window, aligned to the time grid. */
        SLICE,
        /** One chunk's window. */
        WINDOW,
        /** The line, from its first event up to this window's end. */
        LINE
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Result that && line.equals(that.line) && analysis.equals(that.analysis)
                && version == that.version && scope == that.scope && chunkId == that.chunkId
                && beginNs == that.beginNs && endNs == that.endNs && closing == that.closing
                && completeness.equals(that.completeness) && json.equals(that.json)
                && Arrays.equals(partial, that.partial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(line, analysis, scope, chunkId, beginNs, endNs, json) * 31 + Arrays.hashCode(partial);
    }
}
