package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Comparator;

/**
 * What a state depends on that only the stretch of time before can tell.
 *
 * @param cpu whose interrupts are meant; -1 when neither flag is set
 * @param irq whether it depends on the hardware interrupts of the CPU: if that was in one, it is {@link RunState#IRQ}
 * @param softIrq the same for soft interrupts, when there is no hardware interrupt
 * @param base what it is otherwise: the number of a {@link RunState}, or the place of a {@link Mode}
 */
record Open(int cpu, boolean irq, boolean softIrq, long base) implements Comparable<Open> {

    private static final Comparator<Open> ORDER = Comparator.comparingInt(Open::cpu).thenComparing(Open::irq)
            .thenComparing(Open::softIrq).thenComparingLong(Open::base);

    static Open of(int cpu, Level irq, Level softIrq, long mode) {
        boolean soft = softIrq == Level.OPEN;
        long base = softIrq == Level.IN ? RunState.SOFT_IRQ.number : Mode.isOpen(mode) ? mode : Mode.state(mode);
        return new Open(irq == Level.OPEN || soft ? cpu : -1, irq == Level.OPEN, soft, base);
    }

    /** {@return whether nothing is open any more: {@code base} is a state} */
    boolean isKnown() {
        return !irq && !softIrq && !Mode.isOpen(base);
    }

    /** {@return the same, with what {@code before} tells} */
    Open resolve(CpuRuns before) {
        long resolved = base;
        if (Mode.isOpen(base)) {
            long code = before.modes().at(base).code();
            resolved = Mode.isOpen(code) ? code : Mode.state(code);
        }
        Level hard = irq ? before.irq(cpu) : Level.OUT;
        if (hard == Level.IN) {
            return new Open(-1, false, false, RunState.IRQ.number);
        }
        Level soft = softIrq ? before.softIrq(cpu) : Level.OUT;
        if (soft == Level.IN) {
            resolved = RunState.SOFT_IRQ.number;
        }
        boolean open = hard == Level.OPEN || soft == Level.OPEN;
        return new Open(open ? cpu : -1, hard == Level.OPEN, soft == Level.OPEN, resolved);
    }

    @Override
    public int compareTo(Open other) {
        return ORDER.compare(this, other);
    }

    void write(PartialOutput out) {
        out.writeSigned(cpu);
        out.writeFlag(irq);
        out.writeFlag(softIrq);
        out.writeUnsigned(base);
    }

    static Open read(PartialInput in) throws PartialFormatException {
        return new Open(in.readInt(), in.readFlag(), in.readFlag(), in.readUnsigned());
    }
}
