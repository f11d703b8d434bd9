package io.gyre.analysis.kernel.thread;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The threads that the CPUs ran at both ends of a stretch of time.
 *
 * @param cpus those with a {@code sched_switch}
 * @param hasGap whether a part of the stretch is unknown
 */
public record RunningThreads(SortedMap<Integer, Ends> cpus, boolean hasGap) {
    public static final RunningThreads NONE = new RunningThreads(Collections.emptySortedMap(), false);
    public static final RunningThreads GAP = new RunningThreads(Collections.emptySortedMap(), true);

    /**
     * The ends of one CPU.
     *
     * @param first the thread that its first switch took off
     * @param last the thread that its last switch put on
     */
    public record Ends(int first, int last) {}

    public RunningThreads {
        cpus = FixedMap.of(cpus);
    }

    public RunningThreads followedBy(RunningThreads next) {
        var joined = new TreeMap<Integer, Ends>();
        cpus.forEach((cpu, ends) -> joined.put(cpu, next.hasGap ? new Ends(ends.first, Tids.UNKNOWN) : ends));
        next.cpus.forEach((cpu, ends) -> {
            Ends left = cpus.get(cpu);
            int first = left != null ? left.first : hasGap ? Tids.UNKNOWN : ends.first;
            joined.put(cpu, new Ends(first, ends.last));
        });
        return new RunningThreads(joined, hasGap || next.hasGap);
    }

    /** {@return the thread that a stand-in of the next stretch means}; still a stand-in when this stretch does not know either */
    public int resolve(int tid) {
        if (!Tids.isOpen(tid)) {
            return tid;
        }
        Ends ends = cpus.get(Tids.cpu(tid));
        return ends != null ? ends.last : hasGap ? Tids.UNKNOWN : tid;
    }

    /** {@return the thread that a stand-in of this very stretch means when nothing is known of the one before} */
    public int resolveFirst(int tid) {
        if (!Tids.isOpen(tid)) {
            return tid;
        }
        Ends ends = cpus.get(Tids.cpu(tid));
        return ends != null ? ends.first : Tids.UNKNOWN;
    }

    public void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(cpus.size());
        cpus.forEach((cpu, ends) -> {
            out.writeSigned(cpu);
            out.writeSigned(ends.first);
            out.writeSigned(ends.last);
        });
    }

    public static RunningThreads read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var cpus = in.readMap(3, PartialInput::readInt, from -> new Ends(from.readInt(), from.readInt()));
        return new RunningThreads(cpus, hasGap);
    }
}
