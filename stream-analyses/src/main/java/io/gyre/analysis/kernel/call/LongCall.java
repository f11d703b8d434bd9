package io.gyre.analysis.kernel.call;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import java.util.Comparator;

/** One call, from entry to exit. */
public record LongCall(long fromNs, long toNs, int tid, String call, long ret)
        implements
            Longest.Entry,
            Comparable<LongCall> {

    private static final Comparator<LongCall> ORDER = Comparator.comparingLong(LongCall::lengthNs)
            .thenComparing(Comparator.comparingLong(LongCall::toNs).reversed()).thenComparing(LongCall::call)
            .thenComparingLong(LongCall::ret).thenComparing(Comparator.comparingLong(LongCall::fromNs));

    @Override
    public long lengthNs() {
        return Math.max(0, toNs - fromNs);
    }

    @Override
    public int compareTo(LongCall other) {
        return ORDER.compare(this, other);
    }

    public LongCall withTid(int newTid) {
        return newTid == tid ? this : new LongCall(fromNs, toNs, newTid, call, ret);
    }

    public void write(PartialOutput out) {
        out.writeSigned(fromNs);
        out.writeSigned(toNs);
        out.writeSigned(tid);
        out.writeString(call);
        out.writeSigned(ret);
    }

    public static LongCall read(PartialInput in) throws PartialFormatException {
        return new LongCall(in.readSigned(), in.readSigned(), in.readInt(), in.readString(), in.readSigned());
    }
}
