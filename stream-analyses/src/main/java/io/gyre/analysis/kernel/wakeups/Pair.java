package io.gyre.analysis.kernel.wakeups;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/** A thread that wakes, which may be a stand-in, and one that is woken. */
public record Pair(int by, int tid) implements Comparable<Pair> {
    Pair wokenBy(int newBy) {
        return newBy == by ? this : new Pair(newBy, tid);
    }

    @Override
    public int compareTo(Pair other) {
        int order = Integer.compare(by, other.by);
        return order == 0 ? Integer.compare(tid, other.tid) : order;
    }

    void write(PartialOutput out) {
        out.writeSigned(by);
        out.writeSigned(tid);
    }

    static Pair read(PartialInput in) throws PartialFormatException {
        return new Pair(in.readInt(), in.readInt());
    }
}
