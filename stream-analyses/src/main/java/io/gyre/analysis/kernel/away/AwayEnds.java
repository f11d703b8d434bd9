package io.gyre.analysis.kernel.away;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.state.Mode;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The open ends of one thread in a stretch of time.
 *
 * @param seenNs its first switch, or its birth; {@link Woken#NEVER} without any
 * @param first what became of what was open at the begin
 * @param onNs when it was put on a CPU, for {@link First#ON}; else 0
 * @param onCpu the CPU; else 0
 * @param early its wake-ups before that
 * @param leave since when it is off at the end
 * @param woken the wake-up since its last switch
 */
public record AwayEnds(long seenNs, First first, long onNs, int onCpu, Woken early, Leave leave, Woken woken) {

    /** What became of what was open. The order is that of the encoding. */
    public enum First {
        /** Nothing: it is open still. */
        OPEN(0),
        /** The thread was on a CPU and was taken off, or what was before is not known. */
        CLOSED(1),
        /** The thread was off and was put on a CPU. */
        ON(2);

        /** In partials: from 0, in the order of these constants. */
        final int number;

        First(int number) {
            this.number = number;
        }
    }

    /** A thread of which nothing is known nor will be. */
    static final AwayEnds UNKNOWN = new AwayEnds(Woken.NEVER, First.CLOSED, 0, 0, Woken.NOT, Leave.NOT, Woken.NOT);

    /** {@return this before a gap}; null when nothing is left of it. */
    @Nullable
    AwayEnds beforeGap() {
        return first == First.OPEN
                ? null
                : new AwayEnds(seenNs, first, onNs, onCpu, early, Leave.NOT, Woken.NOT);
    }

    /** {@return the stretch off the CPUs that {@code next} ends; one of no length without wake-up or leave when there is none} */
    Away away(int tid, AwayEnds next) {
        return new Away(tid, leave, woken.or(next.early), next.onNs, next.onCpu);
    }

    AwayEnds followedBy(AwayEnds next) {
        long seen = seenNs != Woken.NEVER ? seenNs : next.seenNs;
        Woken waking = woken.or(next.first == First.OPEN ? next.woken : next.early);
        Woken end = next.first == First.OPEN ? waking : next.woken;
        Leave left = next.first == First.OPEN ? leave : next.leave;
        return first == First.OPEN
                ? new AwayEnds(seen, next.first, next.onNs, next.onCpu,
                        next.first == First.ON ? waking : Woken.NOT, left, end)
                : new AwayEnds(seen, first, onNs, onCpu, early, left, end);
    }

    AwayEnds resolve(IntUnaryOperator tids, UnaryOperator<Mode> modes) {
        Woken newEarly = early.withWaker(tids);
        Leave newLeave = leave.withMode(modes.apply(leave.mode()));
        Woken newWoken = woken.withWaker(tids);
        return newEarly.equals(early) && newLeave.equals(leave) && newWoken.equals(woken)
                ? this
                : new AwayEnds(seenNs, first, onNs, onCpu, newEarly, newLeave, newWoken);
    }

    /** {@return the same for a time after all of it} */
    AwayEnds at(long ns) {
        return new AwayEnds(seenNs, First.CLOSED, 0, 0, Woken.NOT, leave.notBefore(ns), woken.notBefore(ns));
    }

    void write(PartialOutput out) {
        out.writeSigned(seenNs);
        out.writeUnsigned(first.number);
        out.writeSigned(onNs);
        out.writeSigned(onCpu);
        early.write(out);
        leave.write(out);
        woken.write(out);
    }

    static AwayEnds read(PartialInput in) throws PartialFormatException {
        long seenNs = in.readSigned();
        long first = in.readUnsigned();
        if (first < 0 || first >= First.values().length) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "no open end has number " + first);
        }
        return new AwayEnds(seenNs, First.values()[(int) first], in.readSigned(), in.readInt(), Woken.read(in),
                Leave.read(in), Woken.read(in));
    }
}
