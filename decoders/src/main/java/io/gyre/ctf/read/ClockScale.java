package io.gyre.ctf.read;

import io.gyre.ctf.model.ClockClass;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A clock's cycles as nanoseconds from its origin, and back. Without a clock every time is 0. */
public final class ClockScale {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Up to this the product with a second's nanoseconds fits 63 bits. */
    private static final long FAST_FREQUENCY_LIMIT = 1L << 33;
    private static final BigInteger NANOS = BigInteger.valueOf(NANOS_PER_SECOND);

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
            zero = clock == null ? 0 : clock.toNanos(0);
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
        return clock.frequencyHz() <= FAST_FREQUENCY_LIMIT ? fastAtOrBefore(clock, ns) : exactAtOrBefore(clock, ns);
    }

    /** The last c with (offset + c) * 10^9 / frequency < ns + 1, in numbers of 64 bits as far as they go. */
    private static long fastAtOrBefore(ClockClass clock, long ns) {
        long seconds = Math.floorDiv(ns, NANOS_PER_SECOND) - clock.offsetSeconds();
        long nanos = Math.floorMod(ns, NANOS_PER_SECOND) + 1;
        if (seconds < 0 || Math.multiplyHigh(seconds, clock.frequencyHz()) != 0
                || seconds * clock.frequencyHz() < 0) {
            return exactAtOrBefore(clock, ns);
        }
        return seconds * clock.frequencyHz() + (nanos * clock.frequencyHz() - 1) / NANOS_PER_SECOND
                - clock.offsetCycles();
    }

    private static long exactAtOrBefore(ClockClass clock, long ns) {
        BigInteger cycles = BigInteger.valueOf(ns).add(BigInteger.ONE)
                .subtract(BigInteger.valueOf(clock.offsetSeconds()).multiply(NANOS))
                .multiply(BigInteger.valueOf(clock.frequencyHz())).subtract(BigInteger.ONE).divide(NANOS)
                .subtract(BigInteger.valueOf(clock.offsetCycles()));
        return cycles.bitLength() > Long.SIZE ? -1 : cycles.longValue();
    }
}
