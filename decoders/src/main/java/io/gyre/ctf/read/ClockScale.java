package io.gyre.ctf.read;

import io.gyre.ctf.model.ClockClass;
import org.jspecify.annotations.Nullable;

/** A clock's cycles as nanoseconds from its origin, and back. Without a clock every time is 0. */
public final class ClockScale {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Unsigned. */
    private static final long MOST_CYCLES = -1;

    private final @Nullable ClockClass clock;
    private final boolean usable;
    private final boolean nanoseconds;
    private final long zeroNs;
    private final long lastCycles;

    public ClockScale(@Nullable ClockClass clock) {
        this.clock = clock;
        long zero = 0;
        boolean fits = true;
        try {
            zero = clock == null ? 0 : clock.zeroNanos();
        } catch (ArithmeticException _) {
            fits = false;
        }
        this.zeroNs = zero;
        this.usable = fits;
        this.nanoseconds = clock != null && clock.frequencyHz() == NANOS_PER_SECOND;
        this.lastCycles = fits ? atOrBefore(Long.MAX_VALUE) : 0;
    }

    /** {@return whether the clock's zero fits 64 bits of nanoseconds, without which no time does} */
    public boolean isUsable() {
        return usable;
    }

    /** {@return whether there is no clock, so that every time is 0} */
    public boolean isTimeless() {
        return clock == null;
    }

    /** {@return whether a cycle is a nanosecond, so that times are cycles plus {@link #zeroNs()}} */
    public boolean isNanoseconds() {
        return nanoseconds;
    }

    /** {@return the time of cycle 0} */
    public long zeroNs() {
        return zeroNs;
    }

    /** {@return the last cycle whose time fits 64 bits, unsigned} */
    public long lastCycles() {
        return lastCycles;
    }

    /** {@return the time of a cycle up to {@link #lastCycles()}} */
    public long toNanos(long cycles) {
        if (nanoseconds) {
            return zeroNs + cycles;
        }
        return clock == null ? 0 : clock.toNanos(cycles);
    }

    /** {@return the last cycle whose time is at or before {@code ns}, unsigned}; ask only when {@code ns} is not before cycle 0. */
    public long atOrBefore(long ns) {
        if (clock == null) {
            return -1;
        }
        if (nanoseconds) {
            return ns - zeroNs;
        }
        if (ns <= zeroNs) {
            return lastWithin(clock, 0);
        }
        return lastWithin(clock, ns - zeroNs < 0 ? Long.MAX_VALUE : ns - zeroNs);
    }

    /** {@return the most cycles that take no longer than that}; it lies near to what division says, but not always there. */
    private static long lastWithin(ClockClass clock, long nanos) {
        long guess = guess(clock, nanos);
        long low = guess;
        for (long step = 1; !clock.takeAtMost(low, nanos); step <<= 1) {
            low = Long.compareUnsigned(low, step) > 0 ? low - step : 0;
        }
        long high = guess;
        for (long step = 1; clock.takeAtMost(high, nanos); step <<= 1) {
            if (high == MOST_CYCLES) {
                return MOST_CYCLES;
            }
            high = Long.compareUnsigned(MOST_CYCLES - high, step) > 0 ? high + step : MOST_CYCLES;
        }
        while (high - low != 1) {
            long middle = low + ((high - low) >>> 1);
            if (clock.takeAtMost(middle, nanos)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long guess(ClockClass clock, long nanos) {
        double cycles = (double) nanos / NANOS_PER_SECOND * clock.frequencyHz();
        return cycles < 0x1p63 ? (long) cycles : cycles < 0x1p64 ? ((long) (cycles / 2)) << 1 : MOST_CYCLES;
    }
}
