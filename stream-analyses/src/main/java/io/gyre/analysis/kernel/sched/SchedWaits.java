package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;

/**
 * How long threads waited for a CPU: what {@link SchedAnalysis} tells.
 *
 * @param total all waits
 * @param threads by thread id; at most {@value #MOST_THREADS}, those with the lowest ids
 * @param otherThreads all the other threads together
 * @param priorities by priority
 * @param longest at most {@value #MOST_LONGEST} waits, longest first
 */
public record SchedWaits(Distribution total, SortedMap<Integer, Durations> threads, Durations otherThreads,
        SortedMap<Integer, Durations> priorities, List<Wait> longest) implements EndedWaits<SchedWaits> {

    static final int MOST_THREADS = 1 << 14;
    static final int MOST_LONGEST = 100;

    public static final SchedWaits NONE = new SchedWaits(Distribution.NONE, Collections.emptySortedMap(),
            Durations.NONE, Collections.emptySortedMap(), List.of());

    public SchedWaits {
        threads = FixedMap.of(threads);
        priorities = FixedMap.of(priorities);
        longest = List.copyOf(longest);
    }

    @Override
    public SchedWaits followedBy(SchedWaits next, IntUnaryOperator wakersOfNext, List<Wait> met) {
        var joined = new Joined();
        joined.add(this, waker -> waker);
        joined.add(next, wakersOfNext);
        met.forEach(joined::add);
        return joined.waits();
    }

    /** Sums of both sides, and of the waits that end where they meet. */
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

        void add(Wait wait) {
            Durations one = Durations.of(wait.lengthNs());
            met.add(wait.lengthNs());
            threads.add(wait.tid(), one);
            priorities.add(wait.priority(), one);
            longest.add(wait);
        }

        SchedWaits waits() {
            FixedMap<Integer, Durations> all = threads.map();
            Durations others = all.beyond(MOST_THREADS).values().stream().reduce(otherThreads, Durations::plus);
            return new SchedWaits(total.plus(met.sum()), all.lowest(MOST_THREADS), others, priorities.map(),
                    longest.entries());
        }
    }
}
