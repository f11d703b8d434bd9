package io.gyre.analysis;

import io.gyre.chunk.Window;
import java.time.Duration;

/**
 * The fixed grid of time that results of a whole fleet are aligned to. Slice {@code i} is the time from {@code i * lengthNs} up
 * to, but without, {@code (i + 1) * lengthNs}, counted from the epoch; in the terms of windows it is
 * {@code (i * lengthNs - 1, (i + 1) * lengthNs - 1]}.
 */
public record Slices(long lengthNs) {
    public static final Slices SECONDS = new Slices(1_000_000_000L);

    public Slices {
        if (lengthNs < 1_000_000) {
            throw new IllegalArgumentException("a slice of " + lengthNs + " ns is shorter than a millisecond");
        }
    }

    public static Slices of(Duration length) {
        return new Slices(length.toNanos());
    }

    /** {@return the number of the slice that holds this time} */
    public long indexOf(long timestampNs) {
        return Math.floorDiv(timestampNs, lengthNs);
    }

    /** {@return the whole slice as a range of time; cut off where 64 bits end} */
    public Window range(long index) {
        return new Window(bound(index), bound(index + 1));
    }

    /** {@return the part of the slice that lies in {@code window}} */
    public Window within(Window window, long index) {
        long after = Math.max(bound(index), window.afterNs());
        long upTo = Math.min(bound(index + 1), window.upToNs());
        return new Window(after, Math.max(after, upTo));
    }

    /** {@return a slice for what has no time of its own: the last that the window reaches into} */
    public long indexOfNothing(Window window) {
        if (window.upToNs() != Long.MAX_VALUE) {
            return indexOf(window.upToNs());
        }
        return window.afterNs() == Long.MIN_VALUE ? 0 : indexOf(window.afterNs() + 1);
    }

    private long bound(long index) {
        long begin = beginNs(index);
        return begin == Long.MIN_VALUE || begin == Long.MAX_VALUE ? begin : begin - 1;
    }

    /** {@return the first nanosecond of the slice}; the smallest or largest number where 64 bits end. */
    public long beginNs(long index) {
        try {
            return Math.multiplyExact(index, lengthNs);
        } catch (ArithmeticException e) {
            return index < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
