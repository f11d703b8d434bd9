package io.gyre.analysis.kernel.away;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.state.Mode;

/**
 * A thread is taken off its CPU, or is born.
 *
 * @param ns {@link Woken#NEVER} when it is not known
 * @param state of the thread, {@code prev_state} in {@code sched_switch}
 * @param mode what it did
 */
public record Leave(long ns, long state, Mode mode) {

    /** The thread runs, or when it left is not known. */
    public static final Leave NOT = new Leave(Woken.NEVER, 0, Mode.UNKNOWN);
    /** {@code EXIT_DEAD} and {@code EXIT_ZOMBIE}. */
    private static final long DEAD = 0x30;
    /** {@code TASK_REPORT_MAX}: preempted. */
    private static final long PREEMPTED = 0x100;

    public boolean isNot() {
        return ns == Woken.NEVER;
    }

    public boolean isDead() {
        return (state & DEAD) != 0;
    }

    /** {@return whether it could have run on} */
    public boolean isPreempted() {
        return (state & ~PREEMPTED) == 0;
    }

    Leave notBefore(long atNs) {
        return isNot() ? this : new Leave(Math.max(ns, atNs), state, mode);
    }

    Leave withMode(Mode newMode) {
        return isNot() || newMode.equals(mode) ? this : new Leave(ns, state, newMode);
    }

    void write(PartialOutput out) {
        out.writeFlag(!isNot());
        if (!isNot()) {
            out.writeSigned(ns);
            out.writeSigned(state);
            mode.write(out);
        }
    }

    static Leave read(PartialInput in) throws PartialFormatException {
        return in.readFlag() ? new Leave(in.readSigned(), in.readSigned(), Mode.read(in)) : NOT;
    }
}
