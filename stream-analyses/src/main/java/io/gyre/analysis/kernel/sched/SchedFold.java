package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.TreeMap;

/** Pairs wake-ups with switches. */
public final class SchedFold extends ThreadFold<SchedFold.SchedThread, SchedWaits> {
    private DistributionTally total = new DistributionTally();
    private final IntMap<DurationTally> priorities = new IntMap<>();
    private Longest<Wait> longest = new Longest<>(SchedWaits.MOST_LONGEST);

    /** What {@link WaitingThread} keeps, being changed. */
    public static final class SchedThread extends FollowedThread {
        private final DurationTally waits = new DurationTally();
        private WaitingThread.First first = WaitingThread.NOTHING;
        private Wake early = Wake.NONE;
        private long wakeupNs = Wake.NEVER;
        private int wakeupBy;
        private long wakingNs = Wake.NEVER;
        private int wakingBy;

        SchedThread(int tid) {
            super(tid);
        }

        private Wake late() {
            return wakeupNs == Wake.NEVER && wakingNs == Wake.NEVER
                    ? Wake.NONE
                    : new Wake(wakeupNs, wakeupBy, wakingNs, wakingBy);
        }

        private void forgetWake() {
            wakeupNs = Wake.NEVER;
            wakeupBy = 0;
            wakingNs = Wake.NEVER;
            wakingBy = 0;
        }

        private WaitingThread ends() {
            Wake late = late();
            return new WaitingThread(first, first instanceof WaitingThread.Nothing ? late : early, late);
        }
    }

    @Override
    protected SchedThread newThread(int tid) {
        return new SchedThread(tid);
    }

    @OnEvent({ "sched_wakeup", "sched_wakeup_new"})
    public void wakeup(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int by,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            SchedThread thread = thread(tid);
            if (thread.wakeupNs == Wake.NEVER) {
                thread.wakeupNs = timestampNs;
                thread.wakeupBy = by > Tids.IDLE ? by : tidOn(cpu);
            }
        }
    }

    @OnEvent("sched_waking")
    public void waking(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int by,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            SchedThread thread = thread(tid);
            if (thread.wakingNs == Wake.NEVER) {
                thread.wakingNs = timestampNs;
                thread.wakingBy = by > Tids.IDLE ? by : tidOn(cpu);
            }
        }
    }

    @Override
    protected void switched(long timestampNs, int cpu, SchedThread previous, SchedThread next, int nextPriority) {
        if (previous.tid() != Tids.IDLE) {
            if (previous.first instanceof WaitingThread.Nothing) {
                previous.first = WaitingThread.OFF;
            }
            previous.forgetWake();
        }
        if (next.tid() == Tids.IDLE) {
            return;
        }
        if (next.first instanceof WaitingThread.Nothing) {
            next.first = new WaitingThread.On(timestampNs, cpu, nextPriority);
            next.early = next.late();
        } else if (next.wakeupNs != Wake.NEVER || next.wakingNs != Wake.NEVER) {
            waited(timestampNs, cpu, next, nextPriority);
        }
        next.forgetWake();
    }

    private void waited(long timestampNs, int cpu, SchedThread next, int priority) {
        boolean hasWakeup = next.wakeupNs != Wake.NEVER;
        long fromNs = hasWakeup ? next.wakeupNs : next.wakingNs;
        long ns = timestampNs - fromNs;
        total.add(ns);
        next.waits.add(ns);
        DurationTally ofPriority = priorities.get(priority);
        if (ofPriority == null) {
            ofPriority = new DurationTally();
            priorities.put(priority, ofPriority);
        }
        ofPriority.add(ns);
        if (longest.takes(ns)) {
            longest.add(new Wait(fromNs, timestampNs, next.tid(), cpu, priority,
                    hasWakeup ? next.wakeupBy : next.wakingBy));
        }
    }

    @Override
    public SchedWaits cut(long afterNs, long upToNs) {
        var waits = new TreeMap<Integer, Durations>();
        var open = new TreeMap<Integer, WaitingThread>();
        threads().forEach((thread, tid) -> {
            if (thread.waits.count() > 0) {
                waits.put(tid, thread.waits.sum());
            }
            WaitingThread ends = thread.ends();
            if (!(ends.first() instanceof WaitingThread.Nothing) || !ends.late().isNone()) {
                open.put(tid, ends);
            }
        });
        Durations others = Durations.NONE;
        while (waits.size() > SchedWaits.MOST_THREADS) {
            others = others.plus(waits.pollLastEntry().getValue());
        }
        while (open.size() > ThreadNames.MOST_THREADS) {
            open.pollLastEntry();
        }
        var byPriority = new TreeMap<Integer, Durations>();
        priorities.forEach((tally, priority) -> byPriority.put(priority, tally.sum()));
        var cut = new SchedWaits(total.sum(), waits, others, byPriority, longest.entries(), open, running(), names());
        total = new DistributionTally();
        priorities.clear();
        longest = new Longest<>(SchedWaits.MOST_LONGEST);
        forgetThreads();
        return cut;
    }
}
