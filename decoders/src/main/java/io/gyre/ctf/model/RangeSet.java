package io.gyre.ctf.model;

import java.util.List;

/**
 * Closed ranges of integers. Whether bounds are read as signed or unsigned 64-bit values follows {@link #signedness}, so
 * that the whole range of either kind of integer field can be named.
 */
public record RangeSet(Signedness signedness, List<Range> ranges) {
    public RangeSet {
        ranges = List.copyOf(ranges);
    }

    /** Both bounds belong to the range. */
    public record Range(long lower, long upper) {}

    public boolean contains(long value) {
        for (Range range : ranges) {
            if (compare(range.lower, value) <= 0 && compare(value, range.upper) <= 0) {
                return true;
            }
        }
        return false;
    }

    private int compare(long a, long b) {
        return signedness == Signedness.SIGNED ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }
}
