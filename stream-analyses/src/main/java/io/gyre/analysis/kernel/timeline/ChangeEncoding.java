package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Changes as bytes:
 *
 * <pre>
 * count name*            in the order in which the changes first use them
 * count change*          number of the kind, nanoseconds since the change before, and what the kind has: CPU, thread, place of the name
 * </pre>
 */
final class ChangeEncoding {
    private static final int SWITCHED = 0;
    private static final int CALL_ENTERED = 1;
    private static final int CALL_LEFT = 2;
    private static final int IRQ_ENTERED = 3;
    private static final int IRQ_LEFT = 4;
    private static final int SOFT_IRQ_ENTERED = 5;
    private static final int SOFT_IRQ_LEFT = 6;
    private static final int BORN = 7;
    private static final int WOKE = 8;
    private static final int GAP = 9;

    private ChangeEncoding() {}

    static void write(List<Change> changes, PartialOutput out) {
        var names = new LinkedHashMap<String, Integer>();
        for (Change change : changes) {
            switch (change) {
                case Change.CallEntered entered -> names.putIfAbsent(entered.call(), names.size());
                case Change.IrqEntered entered -> names.putIfAbsent(entered.irq(), names.size());
                case Change.SoftIrqEntered entered -> names.putIfAbsent(entered.softIrq(), names.size());
                case Change.Switched _,Change.CallLeft _,Change.IrqLeft _,Change.SoftIrqLeft _,Change.Born _,Change.Woke _,Change.Gap _ ->
                    {
                    }
            }
        }
        out.writeUnsigned(names.size());
        names.keySet().forEach(out::writeString);
        out.writeUnsigned(changes.size());
        long ns = 0;
        for (Change change : changes) {
            write(change, ns, names, out);
            ns = change instanceof Change.Gap ? ns : change.ns();
        }
    }

    private static void write(Change change, long beforeNs, Map<String, Integer> names, PartialOutput out) {
        switch (change) {
            case Change.Switched switched -> {
                begin(SWITCHED, switched.ns() - beforeNs, switched.cpu(), out);
                out.writeSigned(switched.from());
                out.writeSigned(switched.to());
                out.writeSigned(switched.state());
            }
            case Change.CallEntered entered ->
                begin(CALL_ENTERED, entered.ns() - beforeNs, entered.cpu(), place(names, entered.call()), out);
            case Change.CallLeft left -> begin(CALL_LEFT, left.ns() - beforeNs, left.cpu(), out);
            case Change.IrqEntered entered ->
                begin(IRQ_ENTERED, entered.ns() - beforeNs, entered.cpu(), place(names, entered.irq()), out);
            case Change.IrqLeft left -> begin(IRQ_LEFT, left.ns() - beforeNs, left.cpu(), out);
            case Change.SoftIrqEntered entered ->
                begin(SOFT_IRQ_ENTERED, entered.ns() - beforeNs, entered.cpu(), place(names, entered.softIrq()), out);
            case Change.SoftIrqLeft left -> begin(SOFT_IRQ_LEFT, left.ns() - beforeNs, left.cpu(), out);
            case Change.Born born -> {
                begin(BORN, born.ns() - beforeNs, born.cpu(), out);
                out.writeSigned(born.tid());
            }
            case Change.Woke woke -> begin(WOKE, woke.ns() - beforeNs, woke.tid(), out);
            case Change.Gap _ -> out.writeUnsigned(GAP);
        }
    }

    private static int place(Map<String, Integer> names, String name) {
        return Objects.requireNonNull(names.get(name));
    }

    private static void begin(int kind, long ns, int of, PartialOutput out) {
        out.writeUnsigned(kind);
        out.writeSigned(ns);
        out.writeSigned(of);
    }

    private static void begin(int kind, long ns, int cpu, int name, PartialOutput out) {
        begin(kind, ns, cpu, out);
        out.writeUnsigned(name);
    }

    static List<Change> read(PartialInput in) throws PartialFormatException {
        var names = new ArrayList<String>();
        for (int left = in.readCount(1); left > 0; left--) {
            names.add(in.readString());
        }
        int count = in.readCount(1);
        if (count > Changes.MOST) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    count + " changes, the most are " + Changes.MOST);
        }
        var changes = new ArrayList<Change>(count);
        long ns = 0;
        for (int left = count; left > 0; left--) {
            Change change = read(ns, names, in);
            ns = change instanceof Change.Gap ? ns : change.ns();
            changes.add(change);
        }
        return changes;
    }

    private static Change read(long beforeNs, List<String> names, PartialInput in) throws PartialFormatException {
        long kind = in.readUnsigned();
        if (kind == GAP) {
            return new Change.Gap();
        }
        long ns = beforeNs + in.readSigned();
        int of = in.readInt();
        return switch ((int) kind) {
            case SWITCHED -> new Change.Switched(ns, of, in.readInt(), in.readInt(), in.readSigned());
            case CALL_ENTERED -> new Change.CallEntered(ns, of, name(names, in));
            case CALL_LEFT -> new Change.CallLeft(ns, of);
            case IRQ_ENTERED -> new Change.IrqEntered(ns, of, name(names, in));
            case IRQ_LEFT -> new Change.IrqLeft(ns, of);
            case SOFT_IRQ_ENTERED -> new Change.SoftIrqEntered(ns, of, name(names, in));
            case SOFT_IRQ_LEFT -> new Change.SoftIrqLeft(ns, of);
            case BORN -> new Change.Born(ns, of, in.readInt());
            case WOKE -> new Change.Woke(ns, of);
            default -> throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "no change has number " + kind);
        };
    }

    private static String name(List<String> names, PartialInput in) throws PartialFormatException {
        long place = in.readUnsigned();
        if (place < 0 || place >= names.size()) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "name " + place + " of " + names.size());
        }
        return names.get((int) place);
    }
}
