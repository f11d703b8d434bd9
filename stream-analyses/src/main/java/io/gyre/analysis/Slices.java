package io.gyre.analysis;

import io.gyre.chunk.Window;
import io.gyre.ctf.order.TimeRange;
import java.time.Duration;

/** Where the time of a session line is cut into slices, which are numbered in their order. */
public sealed interface Slices permits EvenSlices, RangeSlices {
    /** {@return the grid that is used unasked} */
    static Slices seconds() {
        return of(Duration.ofSeconds(1));
    }

    /** {@return the fixed grid of time that results of a whole fleet are aligned to} */
    static Slices of(Duration length) {
        return new EvenSlices(length.toNanos());
    }

    /** {@return three slices: what is before a range, the range (of number {@value RangeSlices#WITHIN}), and what is after it} */
    static Slices around(TimeRange range) {
        return new RangeSlices(range);
    }

    /** {@return the length of every slice; 0 when they have several} */
    long lengthNs();

    /** {@return the number of the slice that holds this time} */
    long indexOf(long timestampNs);

    /** {@return the first nanosecond of the slice}; the smallest or largest number where 64 bits end. */
    long beginNs(long index);

    /** {@return the whole slice as a range of time; cut off where 64 bits end} */
    default Window range(long index) {
        return new Window(bound(index), bound(index + 1));
    }

    /** {@return the part of the slice that lies in {@code window}} */
    default Window within(Window window, long index) {
        long after = Math.max(bound(index), window.afterNs());
        long upTo = Math.min(bound(index + 1), window.upToNs());
        return new Window(after, Math.max(after, upTo));
    }

    /** {@return a slice for what has no time of its own: the last that the window reaches into} */
    default long indexOfNothing(Window window) {
        if (window.upToNs() != Long.MAX_VALUE) {
            return indexOf(window.upToNs());
        }
        return window.afterNs() == Long.MIN_VALUE ? 0 : indexOf(window.afterNs() + 1);
    }

    private long bound(long index) {
        long begin = beginNs(index);
        return begin == Long.MIN_VALUE || begin == Long.MAX_VALUE ? begin : begin - 1;
    }
}
