package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.primitive.IntMap;
import java.util.TreeMap;

/** Adds up waits. */
public final class SchedFold extends WaitFold<SchedFold.SchedThread, SchedWaits> {
    private DistributionTally total = new DistributionTally();
    private final IntMap<DurationTally> priorities = new IntMap<>();
    private Longest<Wait> longest = new Longest<>(SchedWaits.MOST_LONGEST);

    /** A thread and how long it waited. */
    public static final class SchedThread extends WokenThread {
        private final DurationTally waits = new DurationTally();

        SchedThread(int tid) {
            super(tid);
        }
    }

    @Override
    protected SchedThread newThread(int tid) {
        return new SchedThread(tid);
    }

    @Override
    protected void waited(long fromNs, long toNs, SchedThread thread, int cpu, int priority, int by) {
        long ns = toNs - fromNs;
        total.add(ns);
        thread.waits.add(ns);
        DurationTally ofPriority = priorities.get(priority);
        if (ofPriority == null) {
            ofPriority = new DurationTally();
            priorities.put(priority, ofPriority);
        }
        ofPriority.add(ns);
        if (longest.takes(ns)) {
            longest.add(new Wait(fromNs, toNs, thread.tid(), cpu, priority, by));
        }
    }

    @Override
    protected SchedWaits ended() {
        var waits = new TreeMap<Integer, Durations>();
        threads().forEach((thread, tid) -> {
            if (thread.waits.count() > 0) {
                waits.put(tid, thread.waits.sum());
            }
        });
        Durations others = Durations.NONE;
        while (waits.size() > SchedWaits.MOST_THREADS) {
            others = others.plus(waits.pollLastEntry().getValue());
        }
        var byPriority = new TreeMap<Integer, Durations>();
        priorities.forEach((tally, priority) -> byPriority.put(priority, tally.sum()));
        var ended = new SchedWaits(total.sum(), waits, others, byPriority, longest.entries());
        total = new DistributionTally();
        priorities.clear();
        longest = new Longest<>(SchedWaits.MOST_LONGEST);
        return ended;
    }
}
