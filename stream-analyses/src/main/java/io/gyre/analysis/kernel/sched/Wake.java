package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.function.IntUnaryOperator;

/**
 * The wake-ups that a thread has had since it was last taken off or put on a CPU; the first of each kind counts.
 *
 * @param wakeupNs of {@code sched_wakeup} or {@code sched_wakeup_new}; {@link #NEVER} without one
 * @param wakeupBy the thread that woke it
 * @param wakingNs of {@code sched_waking}, which comes a little earlier, and stands in where the others were not recorded
 */
public record Wake(long wakeupNs, int wakeupBy, long wakingNs, int wakingBy) {

    static final long NEVER = Long.MIN_VALUE;
    public static final Wake NONE = new Wake(NEVER, 0, NEVER, 0);

    boolean isNone() {
        return wakeupNs == NEVER && wakingNs == NEVER;
    }

    /** {@return when the thread began to wait for a CPU} */
    long sinceNs() {
        return wakeupNs != NEVER ? wakeupNs : wakingNs;
    }

    int by() {
        return wakeupNs != NEVER ? wakeupBy : wakingBy;
    }

    Wake followedBy(Wake next) {
        boolean hasWakeup = wakeupNs != NEVER;
        boolean hasWaking = wakingNs != NEVER;
        return hasWakeup && hasWaking
                ? this
                : new Wake(hasWakeup ? wakeupNs : next.wakeupNs, hasWakeup ? wakeupBy : next.wakeupBy,
                        hasWaking ? wakingNs : next.wakingNs, hasWaking ? wakingBy : next.wakingBy);
    }

    Wake withWakers(IntUnaryOperator resolve) {
        int newWakeupBy = resolve.applyAsInt(wakeupBy);
        int newWakingBy = resolve.applyAsInt(wakingBy);
        return isNone() || (newWakeupBy == wakeupBy && newWakingBy == wakingBy)
                ? this
                : new Wake(wakeupNs, newWakeupBy, wakingNs, newWakingBy);
    }

    void write(PartialOutput out) {
        write(wakeupNs, wakeupBy, out);
        write(wakingNs, wakingBy, out);
    }

    private static void write(long ns, int by, PartialOutput out) {
        out.writeFlag(ns != NEVER);
        if (ns != NEVER) {
            out.writeSigned(ns);
            out.writeSigned(by);
        }
    }

    static Wake read(PartialInput in) throws PartialFormatException {
        long wakeupNs = in.readFlag() ? in.readSigned() : NEVER;
        int wakeupBy = wakeupNs == NEVER ? 0 : in.readInt();
        long wakingNs = in.readFlag() ? in.readSigned() : NEVER;
        int wakingBy = wakingNs == NEVER ? 0 : in.readInt();
        return new Wake(wakeupNs, wakeupBy, wakingNs, wakingBy);
    }
}
