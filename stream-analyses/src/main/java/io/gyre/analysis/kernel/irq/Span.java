package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import java.util.Comparator;

/** One interrupt from beginning to end. */
public record Span(long fromNs, long toNs, Interrupt interrupt, int cpu) implements Longest.Entry, Comparable<Span> {

    private static final Comparator<Span> ORDER = Comparator.comparingLong(Span::lengthNs)
            .thenComparing(Comparator.comparingLong(Span::toNs).reversed()).thenComparing(Span::interrupt)
            .thenComparingInt(Span::cpu);

    @Override
    public long lengthNs() {
        return Math.max(0, toNs - fromNs);
    }

    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }

    void write(PartialOutput out) {
        out.writeSigned(fromNs);
        out.writeSigned(toNs);
        interrupt.write(out);
        out.writeSigned(cpu);
    }

    static Span read(PartialInput in) throws PartialFormatException {
        return new Span(in.readSigned(), in.readSigned(), Interrupt.read(in), in.readInt());
    }
}
