package io.gyre.analysis.kernel.sched;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/**
 * One wait for a CPU, from wake-up to switch.
 *
 * @param by the thread that woke it
 */
public record Wait(long fromNs, long toNs, int tid, int cpu, int priority,
        int by) implements Longest.Entry, Comparable<Wait> {

    private static final Comparator<Wait> ORDER = Comparator.comparingLong(Wait::lengthNs)
            .thenComparing(Comparator.comparingLong(Wait::toNs).reversed()).thenComparingInt(Wait::tid)
            .thenComparingInt(Wait::cpu).thenComparingInt(Wait::priority);

    @Override
    public long lengthNs() {
        return Math.max(0, toNs - fromNs);
    }

    @Override
    public int compareTo(Wait other) {
        return ORDER.compare(this, other);
    }

    public Wait withWaker(IntUnaryOperator resolve) {
        int waker = resolve.applyAsInt(by);
        return waker == by ? this : new Wait(fromNs, toNs, tid, cpu, priority, waker);
    }

    /** Adds from when to when it was, how long, where, whose, and who ended it: {@link SchedAnalysis} has an example. */
    public void json(ObjectNode row, ThreadNodes threads) {
        row.put("from_ns", fromNs).put("to_ns", toNs).put("wait_ns", lengthNs()).put("cpu", cpu).put("priority",
                priority);
        row.set("thread", threads.of(tid));
        row.set("woken_by", threads.of(by));
    }

    void write(PartialOutput out) {
        out.writeSigned(fromNs);
        out.writeSigned(toNs);
        out.writeSigned(tid);
        out.writeSigned(cpu);
        out.writeSigned(priority);
        out.writeSigned(by);
    }

    static Wait read(PartialInput in) throws PartialFormatException {
        return new Wait(in.readSigned(), in.readSigned(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }
}
