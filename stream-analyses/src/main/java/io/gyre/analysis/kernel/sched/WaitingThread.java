package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The open ends of one thread in a stretch of time.
 *
 * @param first what ended its waiting, if it was waiting when the stretch began
 * @param early its wake-ups before {@code first}
 * @param late its wake-ups since its last switch; the same as {@code early} when it had none
 */
public record WaitingThread(First first, Wake early, Wake late) {

    /** The first switch of the thread. */
    public sealed interface First {}

    /** There was none: what is open at the left is open at the right. */
    public record Nothing() implements First {}

    /** It was taken off a CPU, or what was before is unknown: nothing is waited for. */
    public record Off() implements First {}

    /** It was put on a CPU: the end of a wait that began in the stretch before, or with an early wake-up. */
    public record On(long ns, int cpu, int priority) implements First {}

    static final First NOTHING = new Nothing();
    static final First OFF = new Off();

    /** A thread of which nothing is known nor will be. */
    static final WaitingThread LOST = new WaitingThread(OFF, Wake.NONE, Wake.NONE);

    /** {@return this without what would need the stretch before} */
    WaitingThread afterGap() {
        return new WaitingThread(OFF, Wake.NONE, late);
    }

    WaitingThread beforeGap() {
        return first instanceof Nothing
                ? new WaitingThread(OFF, Wake.NONE, Wake.NONE)
                : new WaitingThread(first, early, Wake.NONE);
    }

    WaitingThread followedBy(WaitingThread next) {
        Wake waking = late.followedBy(next.early);
        Wake end = next.first instanceof Nothing ? waking : next.late;
        return first instanceof Nothing
                ? new WaitingThread(next.first, next.first instanceof Off ? Wake.NONE : waking, end)
                : new WaitingThread(first, early, end);
    }

    /** {@return the wait that began in this stretch and ends in {@code next}}; null without one. */
    @Nullable
    Wait endedBy(WaitingThread next, int tid) {
        Wake wake = late.followedBy(next.early);
        return !(first instanceof Nothing) && next.first instanceof On(long ns, int cpu, int priority)
                && !wake.isNone() ? new Wait(wake.sinceNs(), ns, tid, cpu, priority, wake.by()) : null;
    }

    WaitingThread withWakers(IntUnaryOperator resolve) {
        Wake newEarly = early.withWakers(resolve);
        Wake newLate = late.withWakers(resolve);
        return newEarly.equals(early) && newLate.equals(late) ? this : new WaitingThread(first, newEarly, newLate);
    }

    void write(PartialOutput out) {
        switch (first) {
            case Nothing() -> out.writeUnsigned(0);
            case Off() -> out.writeUnsigned(1);
            case On(long ns, int cpu, int priority) -> {
                out.writeUnsigned(2);
                out.writeSigned(ns);
                out.writeSigned(cpu);
                out.writeSigned(priority);
                early.write(out);
            }
        }
        late.write(out);
    }

    static WaitingThread read(PartialInput in) throws PartialFormatException {
        long kind = in.readUnsigned();
        if (kind == 0) {
            Wake both = Wake.read(in);
            return new WaitingThread(NOTHING, both, both);
        } else if (kind == 1) {
            return new WaitingThread(OFF, Wake.NONE, Wake.read(in));
        }
        return new WaitingThread(new On(in.readSigned(), in.readInt(), in.readInt()), Wake.read(in), Wake.read(in));
    }
}
