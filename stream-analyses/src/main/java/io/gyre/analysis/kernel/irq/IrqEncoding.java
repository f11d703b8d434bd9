package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@link IrqUse} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * use = gap count *(interrupt distribution) count *(irq unhandled) count *(irq count *name) count *span count *(interrupt cpu ends)
 * </pre>
 */
final class IrqEncoding {
    static final int VERSION = 1;

    private IrqEncoding() {}

    static void write(IrqUse use, PartialOutput out) {
        out.writeFlag(use.hasGap());
        out.writeUnsigned(use.spans().size());
        use.spans().forEach((interrupt, spread) -> {
            interrupt.write(out);
            spread.write(out);
        });
        out.writeUnsigned(use.unhandled().size());
        use.unhandled().forEach((irq, count) -> {
            out.writeSigned(irq);
            out.writeUnsigned(count);
        });
        out.writeUnsigned(use.names().size());
        use.names().forEach((irq, names) -> {
            out.writeSigned(irq);
            out.writeUnsigned(names.size());
            names.forEach(out::writeString);
        });
        out.writeUnsigned(use.longest().size());
        use.longest().forEach(span -> span.write(out));
        out.writeUnsigned(use.open().size());
        use.open().forEach((on, ends) -> {
            on.interrupt().write(out);
            out.writeSigned(on.cpu());
            ends.write(out);
        });
    }

    static IrqUse read(PartialInput in) throws PartialFormatException {
        boolean gap = in.readFlag();
        var spans = in.readMap(4, Interrupt::read, Distribution::read);
        var unhandled = in.readMap(2, PartialInput::readInt, PartialInput::readUnsigned);
        var names = new TreeMap<Integer, SortedSet<String>>();
        for (int left = in.readCount(2); left > 0; left--) {
            int irq = in.readInt();
            var texts = new TreeSet<String>();
            for (int more = in.readCount(1); more > 0; more--) {
                texts.add(in.readString());
            }
            names.put(irq, texts);
        }
        var longest = in.readList(5, Span::read);
        var open = in.readMap(7, from -> new OnCpu(Interrupt.read(from), from.readInt()), Ends::read);
        return new IrqUse(spans, unhandled, names, longest, open, gap);
    }
}
