package io.gyre.analysis.kernel.locks;

/** A futex as one thread uses it. */
public record FutexOf(int tid, long address) implements Comparable<FutexOf> {
    FutexOf withTid(int newTid) {
        return newTid == tid ? this : new FutexOf(newTid, address);
    }

    @Override
    public int compareTo(FutexOf other) {
        int order = Integer.compare(tid, other.tid);
        return order == 0 ? Long.compareUnsigned(address, other.address) : order;
    }
}
