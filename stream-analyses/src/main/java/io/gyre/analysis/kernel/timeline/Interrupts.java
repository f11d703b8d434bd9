package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last interrupts that each CPU went into, which it may have left.
 *
 * @param irqs by CPU: what it is called in answers
 * @param softIrqs the same
 */
record Interrupts(SortedMap<Integer, String> irqs, SortedMap<Integer, String> softIrqs) {
    static final Interrupts NONE = new Interrupts(FixedMap.empty(), FixedMap.empty());

    Interrupts {
        irqs = FixedMap.of(irqs);
        softIrqs = FixedMap.of(softIrqs);
    }

    Interrupts followedBy(Interrupts next) {
        return new Interrupts(FixedMap.joined(irqs, next.irqs, (_, later) -> later),
                FixedMap.joined(softIrqs, next.softIrqs, (_, later) -> later));
    }

    void write(PartialOutput out) {
        write(irqs, out);
        write(softIrqs, out);
    }

    private static void write(SortedMap<Integer, String> names, PartialOutput out) {
        out.writeUnsigned(names.size());
        names.forEach((cpu, name) -> {
            out.writeSigned(cpu);
            out.writeString(name);
        });
    }

    static Interrupts read(PartialInput in) throws PartialFormatException {
        return new Interrupts(names(in), names(in));
    }

    private static SortedMap<Integer, String> names(PartialInput in) throws PartialFormatException {
        var names = new TreeMap<Integer, String>();
        for (int left = in.readCount(2); left > 0; left--) {
            names.put(in.readInt(), in.readString());
        }
        return names;
    }
}
