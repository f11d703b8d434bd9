package io.gyre.analysis;

/**
 * What a renderer is asked to show: a stretch of a session line, and all that is known of the line before it.
 *
 * @param before the merge of everything earlier in the line: names, and who was on which CPU; shown only as far as it reaches
 *        into the stretch
 * @param value the stretch itself
 * @param afterNs the stretch is (afterNs, upToNs]
 * @param upToNs every event up to here is in {@code value}; {@link Long#MAX_VALUE} when the stretch ends with the last event
 *        known
 * @param latestNs nothing later than this is shown, also where the stretch ends with the last event known
 */
public record View<P>(P before, P value, long afterNs, long upToNs, long latestNs) {

    /** A view that ends where the stretch does. */
    public View(P before, P value, long afterNs, long upToNs) {
        this(before, value, afterNs, upToNs, Long.MAX_VALUE);
    }

    /** {@return the same view, of nothing later than this} */
    public View<P> notAfter(long latest) {
        return new View<>(before, value, afterNs, upToNs, latest);
    }

    /** {@return the view of a whole line} */
    public static <P> View<P> whole(Analysis<P> analysis, P value) {
        return new View<>(analysis.empty(), value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** {@return the first nanosecond of the stretch, or {@link Long#MIN_VALUE}} */
    public long fromNs() {
        return afterNs == Long.MIN_VALUE ? Long.MIN_VALUE : afterNs + 1;
    }

    /**
     * {@return the first nanosecond after what is shown}: the stretch's own end, or that of what is known.
     *
     * @param knownToNs where all that is known of the line ends
     */
    public long toNs(long knownToNs) {
        if (upToNs != Long.MAX_VALUE) {
            return toNs();
        }
        return latestNs == Long.MAX_VALUE ? knownToNs : Math.min(knownToNs, latestNs + 1);
    }

    /** {@return the first nanosecond after the stretch, or {@link Long#MAX_VALUE}} */
    public long toNs() {
        return upToNs == Long.MAX_VALUE ? Long.MAX_VALUE : upToNs + 1;
    }
}
