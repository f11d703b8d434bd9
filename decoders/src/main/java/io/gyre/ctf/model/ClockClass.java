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

    public ClockClass {
        attributes = Map.copyOf(attributes);
    }

    /**
     * {@return the time in nanoseconds from the origin}
     *
     * @param cycles the clock's value, as an unsigned 64-bit number
     * @throws ArithmeticException when the time does not fit 64 bits
     */
    public long toNanos(long cycles) {
        if (frequencyHz == NANOS_PER_SECOND && cycles >= 0) {
            return Math.addExact(Math.addExact(Math.multiplyExact(offsetSeconds, NANOS_PER_SECOND), offsetCycles),
                    cycles);
        }
        long seconds = Long.divideUnsigned(cycles, frequencyHz);
        long rest = Long.remainderUnsigned(cycles, frequencyHz) + offsetCycles;
        seconds = Math.addExact(Math.addExact(seconds, offsetSeconds), rest / frequencyHz);
        long nanos = Math.multiplyHigh(rest % frequencyHz, NANOS_PER_SECOND) == 0
                ? Long.divideUnsigned((rest % frequencyHz) * NANOS_PER_SECOND, frequencyHz)
                : java.math.BigInteger.valueOf(rest % frequencyHz)
                        .multiply(java.math.BigInteger.valueOf(NANOS_PER_SECOND))
                        .divide(java.math.BigInteger.valueOf(frequencyHz))
                        .longValueExact();
        return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
    }
}
