package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import java.util.Comparator;

/** One wait, from the entry of the call to its exit. */
public record FutexWait(long fromNs, long toNs, int tid, long address, long ret)
        implements
            Longest.Entry,
            Comparable<FutexWait> {

    /** Without the thread, of which a stretch may know a stand-in alone. */
    private static final Comparator<FutexWait> ORDER = Comparator.comparingLong(FutexWait::lengthNs)
            .thenComparing(Comparator.comparingLong(FutexWait::toNs).reversed())
            .thenComparingLong(FutexWait::fromNs).thenComparingLong(FutexWait::address)
            .thenComparingLong(FutexWait::ret);

    @Override
    public long lengthNs() {
        return Math.max(0, toNs - fromNs);
    }

    @Override
    public int compareTo(FutexWait other) {
        return ORDER.compare(this, other);
    }

    FutexWait withTid(int newTid) {
        return new FutexWait(fromNs, toNs, newTid, address, ret);
    }

    void write(PartialOutput out) {
        out.writeSigned(fromNs);
        out.writeSigned(toNs);
        out.writeSigned(tid);
        out.writeSigned(address);
        out.writeSigned(ret);
    }

    static FutexWait read(PartialInput in) throws PartialFormatException {
        return new FutexWait(in.readSigned(), in.readSigned(), in.readInt(), in.readSigned(), in.readSigned());
    }
}
