package io.gyre.ctf.order;

/**
 * The times that are read, both included, in nanoseconds from the origin.
 */
public record TimeRange(long beginNs, long endNs) {
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** {@return whether a span lies within} */
    boolean containsAll(long spanBeginNs, long spanEndNs) {
        return spanBeginNs >= beginNs && spanEndNs <= endNs;
    }

    /** {@return whether a span and this range have a time in common} */
    boolean containsSome(long spanBeginNs, long spanEndNs) {
        return spanBeginNs <= endNs && spanEndNs >= beginNs;
    }

    /** {@return what {@link StreamInput#afterNs} has to be} */
    public long afterNs() {
        return beginNs == Long.MIN_VALUE ? Long.MIN_VALUE : beginNs - 1;
    }
}
