package io.gyre.ctf.model;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock class.
 *
 * @param frequencyHz cycles per second, at least 1
 * @param offsetSeconds seconds from the origin to the clock's zero
 * @param offsetCycles further cycles from the origin, in [0, frequencyHz)
 */
public record ClockClass(String id, @Nullable String name, @Nullable String description, @Nullable UUID uuid,
        long frequencyHz, long precisionCycles, long offsetSeconds, long offsetCycles, boolean originIsUnixEpoch,
        Map<String, Object> attributes) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double TOO_LONG = 0x1p63;

    public ClockClass {
        attributes = Map.copyOf(attributes);
    }

    /** {@return the same clock, known to count from the epoch} */
    public ClockClass sinceUnixEpoch() {
        return new ClockClass(id, name, description, uuid, frequencyHz, precisionCycles, offsetSeconds, offsetCycles,
                true, attributes);
    }

    /** {@return the time of cycle 0 in nanoseconds from the origin}; {@link ArithmeticException} says that it does not fit 64 bits. */
    public long zeroNanos() {
        return Math.addExact(Math.multiplyExact(offsetSeconds, NANOS_PER_SECOND), nanos(offsetCycles));
    }

    /**
     * {@return the time in nanoseconds from the origin}, to the last digit as babeltrace2 has it: what is less than a nanosecond is cut
     * off from the offset's cycles and from these, each for itself.
     *
     * @param cycles the clock's value, as an unsigned 64-bit number
     * @throws ArithmeticException when the time does not fit 64 bits
     */
    public long toNanos(long cycles) {
        long zero = zeroNanos();
        if (frequencyHz == NANOS_PER_SECOND && cycles < 0) {
            long sum = zero + cycles;
            if (zero >= 0 || sum < 0) {
                throw new ArithmeticException("long overflow");
            }
            return sum;
        }
        return Math.addExact(zero, nanos(cycles));
    }

    private long nanos(long cycles) {
        if (frequencyHz == NANOS_PER_SECOND) {
            return cycles;
        }
        double nanos = duration(cycles);
        if (nanos >= TOO_LONG) {
            throw new ArithmeticException("long overflow");
        }
        return (long) nanos;
    }

    /** {@return whether so many cycles, an unsigned number, take no longer than that} */
    public boolean takeAtMost(long cycles, long nanos) {
        if (frequencyHz == NANOS_PER_SECOND) {
            return Long.compareUnsigned(cycles, nanos) <= 0;
        }
        double duration = duration(cycles);
        return duration < TOO_LONG && (long) duration <= nanos;
    }

    /** {@return nanoseconds no more exactly than babeltrace2 reckons: with 53 bits} */
    private double duration(long cycles) {
        return (double) NANOS_PER_SECOND * unsigned(cycles) / frequencyHz;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
