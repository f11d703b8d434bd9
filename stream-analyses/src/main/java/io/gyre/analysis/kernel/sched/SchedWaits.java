package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;

/**
 * How long threads waited for a CPU: the partial of {@link SchedAnalysis}.
 *
 * @param total all waits
 * @param threads by thread id; at most {@value #MOST_THREADS}, those with the lowest ids
 * @param otherThreads all the other threads together
 * @param priorities by priority
 * @param longest at most {@value #MOST_LONGEST} waits, longest first
 * @param open the open ends, by thread id; at most {@value ThreadNames#MOST_THREADS}, those with the lowest ids
 */
public record SchedWaits(Distribution total, SortedMap<Integer, Durations> threads, Durations otherThreads,
        SortedMap<Integer, Durations> priorities, List<Wait> longest, SortedMap<Integer, WaitingThread> open,
        RunningThreads running, ThreadNames names) {

    static final int MOST_THREADS = 1 << 14;
    static final int MOST_LONGEST = 100;

    public static final SchedWaits NONE = new SchedWaits(Distribution.NONE, Collections.emptySortedMap(),
            Durations.NONE, Collections.emptySortedMap(), List.of(), Collections.emptySortedMap(), RunningThreads.NONE,
            ThreadNames.NONE);
    public static final SchedWaits GAP = new SchedWaits(Distribution.NONE, Collections.emptySortedMap(), Durations.NONE,
            Collections.emptySortedMap(), List.of(), Collections.emptySortedMap(), RunningThreads.GAP,
            ThreadNames.NONE);

    public SchedWaits {
        threads = FixedMap.of(threads);
        priorities = FixedMap.of(priorities);
        longest = List.copyOf(longest);
        open = FixedMap.of(open);
    }

    /** {@return this and then {@code next}} */
    public SchedWaits followedBy(SchedWaits next) {
        var joined = new Joined();
        joined.add(this, tid -> tid);
        joined.add(next, running::resolve);
        FixedMap<Integer, WaitingThread> ends = FixedMap.of(open, next.open, (tid, left, end) -> {
            if (end == null) {
                return left == null || !next.running.hasGap() ? left : left.beforeGap();
            }
            WaitingThread right = end.withWakers(running::resolve);
            if (left == null && !running.hasGap()) {
                return right;
            }
            WaitingThread known = left == null ? WaitingThread.LOST : left;
            joined.end(tid, known, right);
            return known.followedBy(right);
        });
        return joined.waits(ends.lowest(ThreadNames.MOST_THREADS), running.followedBy(next.running),
                names.followedBy(next.names));
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static SchedWaits resolved(View<SchedWaits> view) {
        SchedWaits before = view.before();
        // What ended a wait when all that began is told there, and not again.
        SortedMap<Integer, WaitingThread> open = FixedMap.changed(before.open, WaitingThread::afterGap);
        var ends = new SchedWaits(Distribution.NONE, Collections.emptySortedMap(), Durations.NONE,
                Collections.emptySortedMap(), List.of(), open, before.running, before.names);
        SchedWaits after = ends.followedBy(view.value());
        SchedWaits alone = new SchedWaits(Distribution.NONE, Collections.emptySortedMap(), Durations.NONE,
                Collections.emptySortedMap(), List.of(), Collections.emptySortedMap(), RunningThreads.GAP,
                ThreadNames.NONE).followedBy(after.firstResolved());
        return alone;
    }

    /** {@return the same, the wakers at its begin named by what is known at its begin} */
    private SchedWaits firstResolved() {
        var joined = new Joined();
        joined.add(this, running::resolveFirst);
        return joined.waits(FixedMap.changed(open, end -> end.withWakers(running::resolveFirst)), running, names);
    }

    /** Sums of both sides, and what the ends that meet in the middle make. */
    private static final class Joined {
        private Distribution total = Distribution.NONE;
        private final DistributionTally met = new DistributionTally();
        private final MapJoin<Integer, Durations> threads = new MapJoin<>(Durations::plus);
        private Durations otherThreads = Durations.NONE;
        private final MapJoin<Integer, Durations> priorities = new MapJoin<>(Durations::plus);
        private final Longest<Wait> longest = new Longest<>(MOST_LONGEST);

        void add(SchedWaits waits, IntUnaryOperator resolve) {
            total = total.plus(waits.total);
            threads.addAll(waits.threads);
            otherThreads = otherThreads.plus(waits.otherThreads);
            priorities.addAll(waits.priorities);
            waits.longest.forEach(wait -> longest.add(wait.withWaker(resolve)));
        }

        void end(int tid, WaitingThread left, WaitingThread right) {
            Wake wake = left.late().followedBy(right.early());
            if (!(left.first() instanceof WaitingThread.Nothing)
                    && right.first() instanceof WaitingThread.On(long ns, int cpu, int priority) && !wake.isNone()) {
                var wait = new Wait(wake.sinceNs(), ns, tid, cpu, priority, wake.by());
                Durations one = Durations.of(wait.lengthNs());
                met.add(wait.lengthNs());
                threads.add(tid, one);
                priorities.add(priority, one);
                longest.add(wait);
            }
        }

        SchedWaits waits(SortedMap<Integer, WaitingThread> open, RunningThreads running, ThreadNames names) {
            FixedMap<Integer, Durations> all = threads.map();
            Durations others = all.beyond(MOST_THREADS).values().stream().reduce(otherThreads, Durations::plus);
            return new SchedWaits(total.plus(met.sum()), all.lowest(MOST_THREADS), others, priorities.map(),
                    longest.entries(), open,
                    running, names);
        }
    }
}
