package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/**
 * Who woke whom that waited for a futex. Both threads may be stand-ins.
 *
 * @param by the thread that woke it
 */
public record Waking(int tid, long address, int by) implements Comparable<Waking> {

    static final int FEWEST_BYTES = 3;
    private static final Comparator<Waking> ORDER = Comparator.comparingInt(Waking::tid)
            .thenComparing(Waking::address, Long::compareUnsigned).thenComparingInt(Waking::by);

    Waking resolved(IntUnaryOperator resolve) {
        int newTid = resolve.applyAsInt(tid);
        int newBy = resolve.applyAsInt(by);
        return newTid == tid && newBy == by ? this : new Waking(newTid, address, newBy);
    }

    @Override
    public int compareTo(Waking other) {
        return ORDER.compare(this, other);
    }

    void write(PartialOutput out) {
        out.writeSigned(tid);
        out.writeSigned(address);
        out.writeSigned(by);
    }

    static Waking read(PartialInput in) throws PartialFormatException {
        return new Waking(in.readInt(), in.readSigned(), in.readInt());
    }
}
