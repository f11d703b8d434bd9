package io.gyre.analysis.kernel.away;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.function.IntUnaryOperator;

/**
 * The first wake-up of a thread since it was last put on or taken off a CPU: {@code sched_waking}, or where that is not recorded
 * {@code sched_wakeup}.
 *
 * @param ns {@link #NEVER} without one
 * @param by the thread that ran where the wake-up came from; the idle one stands for an interrupt
 */
public record Woken(long ns, int by) {
    public static final long NEVER = Long.MIN_VALUE;
    public static final Woken NOT = new Woken(NEVER, 0);

    public boolean isNot() {
        return ns == NEVER;
    }

    Woken or(Woken later) {
        return isNot() ? later : this;
    }

    Woken notBefore(long atNs) {
        return isNot() ? this : new Woken(Math.max(ns, atNs), by);
    }

    Woken withWaker(IntUnaryOperator resolve) {
        int waker = resolve.applyAsInt(by);
        return isNot() || waker == by ? this : new Woken(ns, waker);
    }

    void write(PartialOutput out) {
        out.writeFlag(!isNot());
        if (!isNot()) {
            out.writeSigned(ns);
            out.writeSigned(by);
        }
    }

    static Woken read(PartialInput in) throws PartialFormatException {
        return in.readFlag() ? new Woken(in.readSigned(), in.readInt()) : NOT;
    }
}
