package io.gyre.analysis.kernel.away;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.state.Mode;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A thread was off the CPUs.
 *
 * @param leave {@link Leave#NOT} when only the wake-up is known
 * @param cpu on which it was put in the end; -1 when it is still off
 */
public record Away(int tid, Leave leave, Woken woken, long toNs,
        int cpu) implements Longest.Entry, Comparable<Away> {

    private static final Comparator<Away> ORDER = Comparator.comparingLong(Away::lengthNs)
            .thenComparing(Comparator.comparingLong(Away::toNs).reversed()).thenComparingInt(Away::tid)
            .thenComparingInt(Away::cpu);

    /** {@return how long it was blocked} */
    public long blockedNs() {
        return leave.isNot() || leave.isPreempted() || leave.isDead() ? 0 : Math.max(0, waitsFromNs() - leave.ns());
    }

    /** {@return since when it waited for a CPU} */
    public long waitsFromNs() {
        return leave.isPreempted() && !leave.isNot() ? leave.ns() : woken.isNot() ? toNs : woken.ns();
    }

    /** {@return how long it waited for a CPU} */
    public long waitedNs() {
        return leave.isDead() ? 0 : Math.max(0, toNs - waitsFromNs());
    }

    /** {@return all of it; without what is not known} */
    @Override
    public long lengthNs() {
        return Math.max(0, toNs - (leave.isNot() ? waitsFromNs() : leave.ns()));
    }

    @Override
    public int compareTo(Away other) {
        return ORDER.compare(this, other);
    }

    public Away resolve(IntUnaryOperator tids, UnaryOperator<Mode> modes) {
        Leave newLeave = leave.withMode(modes.apply(leave.mode()));
        Woken newWoken = woken.withWaker(tids);
        return newLeave.equals(leave) && newWoken.equals(woken) ? this : new Away(tid, newLeave, newWoken, toNs, cpu);
    }

    public void write(PartialOutput out) {
        out.writeSigned(tid);
        leave.write(out);
        woken.write(out);
        out.writeSigned(toNs);
        out.writeSigned(cpu);
    }

    public static Away read(PartialInput in) throws PartialFormatException {
        return new Away(in.readInt(), Leave.read(in), Woken.read(in), in.readSigned(), in.readInt());
    }
}
