package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.List;

/**
 * An interrupt by its number: the line of a hardware interrupt, the vector of a soft one.
 */
public record Interrupt(Kind kind, int number) implements Comparable<Interrupt> {
    /** In the order of their vectors, from {@code linux/interrupt.h}. */
    private static final List<String> SOFT = List.of("HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET",
            "SCHED", "HRTIMER", "RCU");

    @Override
    public int compareTo(Interrupt other) {
        int order = kind.compareTo(other.kind);
        return order == 0 ? Integer.compare(number, other.number) : order;
    }

    /** {@return the name of a soft interrupt}; empty for others. */
    public String softName() {
        return kind != Kind.HARD && number >= 0 && number < SOFT.size() ? SOFT.get(number) : "";
    }

    void write(PartialOutput out) {
        out.writeUnsigned(kind.wireId());
        out.writeSigned(number);
    }

    static Interrupt read(PartialInput in) throws PartialFormatException {
        return new Interrupt(Kind.ofWireId(in.readUnsigned()), in.readInt());
    }
}
