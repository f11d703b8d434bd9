package io.gyre.analysis;

import io.gyre.chunk.Window;
import io.gyre.ctf.order.TimeRange;

/** The time before, within and after a range; so that what was before it is known within it. */
record RangeSlices(TimeRange range) implements Slices {
    static final long BEFORE = 0;
    static final long WITHIN = 1;
    static final long AFTER = 2;

    @Override
    public long lengthNs() {
        return 0;
    }

    @Override
    public long indexOf(long timestampNs) {
        if (timestampNs < range.beginNs()) {
            return BEFORE;
        }
        return timestampNs <= range.endNs() ? WITHIN : AFTER;
    }

    @Override
    public long beginNs(long index) {
        if (index <= BEFORE) {
            return Long.MIN_VALUE;
        }
        if (index == WITHIN) {
            return range.beginNs();
        }
        return index > AFTER || range.endNs() == Long.MAX_VALUE ? Long.MAX_VALUE : range.endNs() + 1;
    }

    @Override
    public long indexOfNothing(Window window) {
        return indexOf(window.upToNs());
    }
}
