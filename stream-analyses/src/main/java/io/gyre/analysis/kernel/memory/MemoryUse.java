package io.gyre.analysis.kernel.memory;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.pair.Finish;
import io.gyre.analysis.kernel.pair.OpenPairs;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Memory: the partial of {@link MemoryAnalysis}.
 *
 * @param total of all threads, with the peak of the whole machine
 * @param byThread each with the peak of its own; none for the idle threads and unknown ones, of which several run at a time
 * @param allocations of kernel memory by address that are not freed, and frees whose allocation is in the stretch before
 */
public record MemoryUse(MemoryFigures total, ByThread<MemoryFigures> byThread, OpenPairs allocations,
        RunningThreads running, ThreadNames names) {

    public static final MemoryUse NONE = ends(OpenPairs.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final MemoryUse GAP = ends(OpenPairs.GAP, RunningThreads.GAP, ThreadNames.NONE);

    private static MemoryUse ends(OpenPairs allocations, RunningThreads running, ThreadNames names) {
        return new MemoryUse(MemoryFigures.NONE, ByThread.none(MemoryFigures.NONE), allocations, running, names);
    }

    /** {@return the threads, as many as there is room for, without the peaks that cannot be known} */
    static ByThread<MemoryFigures> limited(TreeMap<Integer, MemoryFigures> threads, MemoryFigures others) {
        for (int tid : new int[]{ Tids.IDLE, Tids.UNKNOWN}) {
            threads.computeIfPresent(tid, (_, figures) -> figures.withoutPeak());
        }
        return ByThread.of(threads, others, MemoryFigures::beside);
    }

    /** {@return this and then {@code next}} */
    public MemoryUse followedBy(MemoryUse next) {
        var sized = new ArrayList<Sized>();
        OpenPairs joined = allocations.followedBy(next.allocations, running,
                (bytes, free) -> sized.add(new Sized(bytes, free)));
        Slabs found = Slabs.NONE;
        ByThread<MemoryFigures> both = byThread.followedBy(next.byThread, running, MemoryFigures::followedBy);
        var threads = new TreeMap<>(both.threads());
        MemoryFigures others = both.others().withoutPeak();
        for (Sized one : sized) {
            found = found.plus(Slabs.sized(one.bytes));
            MemoryFigures add = new MemoryFigures(Pages.NONE, Slabs.sized(one.bytes), 0, 0);
            if (threads.containsKey(one.free.tid())) {
                threads.merge(one.free.tid(), add, MemoryFigures::followedBy);
            } else {
                others = others.beside(add);
            }
        }
        MemoryFigures joinedTotal = total.followedBy(next.total)
                .followedBy(new MemoryFigures(Pages.NONE, found, 0, 0));
        return new MemoryUse(joinedTotal, limited(threads, others), joined, running.followedBy(next.running),
                names.followedBy(next.names));
    }

    /** A free whose allocation has turned up. */
    private record Sized(long bytes, Finish free) {}

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static MemoryUse resolved(View<MemoryUse> view) {
        MemoryUse before = view.before();
        MemoryUse after = ends(before.allocations, before.running, before.names).followedBy(view.value());
        ByThread<MemoryFigures> threads = after.byThread.resolved(after.running::resolveFirst,
                MemoryFigures::followedBy);
        return new MemoryUse(after.total, limited(new TreeMap<>(threads.threads()), threads.others()),
                after.allocations, after.running, after.names);
    }

    boolean isNothing() {
        return total.equals(MemoryFigures.NONE);
    }

    /** {@return the processes, those that allocated most first} */
    List<Map.Entry<Integer, MemoryFigures>> processes() {
        return byUse(byThread.byProcess(names, MemoryFigures::beside));
    }

    /** {@return the threads, those that allocated most first} */
    List<Map.Entry<Integer, MemoryFigures>> threads() {
        return byUse(byThread.threads());
    }

    private static List<Map.Entry<Integer, MemoryFigures>> byUse(SortedMap<Integer, MemoryFigures> rows) {
        return rows.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, MemoryFigures>>comparingLong(
                        row -> -row.getValue().pages().allocated())
                        .thenComparingLong(row -> -row.getValue().slabs().allocated())
                        .thenComparingLong(row -> -row.getValue().pages().freed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    void write(PartialOutput out) {
        total.write(out);
        byThread.write(out, MemoryFigures::write);
        allocations.write(out);
        running.write(out);
        names.write(out);
    }

    static MemoryUse read(PartialInput in) throws PartialFormatException {
        return new MemoryUse(MemoryFigures.read(in), ByThread.read(in, MemoryFigures.FEWEST_BYTES,
                MemoryFigures::read), OpenPairs.read(in), RunningThreads.read(in), ThreadNames.read(in));
    }
}
