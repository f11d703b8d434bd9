package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.thread.Tids;

/**
 * The open ends of one CPU in a stretch of time.
 *
 * @param firstNs its first event; 0 when what was before is unknown
 * @param lastNs its last event; the last switch when the thread on it is unknown
 * @param irq whether it ends in a hardware interrupt
 * @param softIrq the same for soft interrupts
 * @param hasSwitch whether there was a switch: otherwise {@code first} is the whole stretch, and {@code last} the same
 * @param first up to the first switch
 * @param last from the last switch on
 */
public record CpuEnds(long firstNs, long lastNs, Level irq, Level softIrq, boolean hasSwitch, Run first, Run last) {

    /**
     * Time of one thread on the CPU, open at one side or both.
     *
     * @param tid that the switch takes off or puts on; {@link Tids#UNKNOWN} when there are lost events or a gap at the open side.
     *        Without a switch 0
     * @param switchNs the switch; 0 without one
     * @param times between the switch and the end of the stretch; none for an unknown thread
     */
    public record Run(int tid, long switchNs, Times times) {

        static final Run LOST = new Run(Tids.UNKNOWN, 0, Times.NONE);

        public Run {
            if (tid == Tids.UNKNOWN) {
                times = Times.NONE;
            }
        }

        boolean isLost() {
            return tid == Tids.UNKNOWN;
        }

        Run lost() {
            return new Run(Tids.UNKNOWN, switchNs, Times.NONE);
        }

        /** {@return this and more time of the same thread} */
        Run plus(Times more) {
            return isLost() ? this : new Run(tid, switchNs, times.plus(more));
        }

        void write(PartialOutput out) {
            out.writeSigned(tid);
            out.writeSigned(switchNs);
            times.write(out);
        }

        static Run read(PartialInput in) throws PartialFormatException {
            return new Run(in.readInt(), in.readSigned(), Times.read(in));
        }
    }

    public CpuEnds {
        firstNs = first.isLost() ? 0 : firstNs;
        lastNs = last.isLost() ? last.switchNs() : lastNs;
    }

    /** {@return this without what would need the stretch before} */
    CpuEnds afterGap() {
        return new CpuEnds(0, lastNs, irq, softIrq, hasSwitch, first.lost(), hasSwitch ? last : first.lost());
    }

    /** {@return this with nothing known of its end}; only for one with a switch. */
    CpuEnds beforeGap() {
        return new CpuEnds(firstNs, 0, Level.OUT, Level.OUT, true, first, last.lost());
    }

    /** {@return this as all that is known at a later time, its times forgotten} */
    CpuEnds at(long ns) {
        return new CpuEnds(0, Math.max(ns, lastNs), irq, softIrq, hasSwitch, Run.LOST,
                hasSwitch ? new Run(last.tid, Math.max(ns, last.switchNs), Times.NONE) : Run.LOST);
    }

    /** @param times from the last event of this to the first switch of {@code next} or its end, as far as its thread is known */
    CpuEnds followedBy(CpuEnds next, Times times) {
        Run joinedFirst = hasSwitch
                ? first
                : new Run(first.isLost() ? Tids.UNKNOWN : next.first.tid, next.first.switchNs,
                        first.times.plus(times));
        Run more = next.first.isLost() ? last.lost() : last.plus(times);
        Run joinedLast = next.hasSwitch ? next.last : hasSwitch ? more : joinedFirst;
        return new CpuEnds(firstNs, next.lastNs, irq.followedBy(next.irq), softIrq.followedBy(next.softIrq),
                hasSwitch || next.hasSwitch, joinedFirst, joinedLast);
    }

    void write(PartialOutput out) {
        out.writeSigned(firstNs);
        out.writeSigned(lastNs);
        out.writeUnsigned(irq.number);
        out.writeUnsigned(softIrq.number);
        out.writeFlag(hasSwitch);
        first.write(out);
        if (hasSwitch) {
            last.write(out);
        }
    }

    static CpuEnds read(PartialInput in) throws PartialFormatException {
        long firstNs = in.readSigned();
        long lastNs = in.readSigned();
        Level irq = Level.read(in);
        Level softIrq = Level.read(in);
        boolean hasSwitch = in.readFlag();
        Run first = Run.read(in);
        return new CpuEnds(firstNs, lastNs, irq, softIrq, hasSwitch, first, hasSwitch ? Run.read(in) : first);
    }
}
