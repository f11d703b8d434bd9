package io.gyre.analysis.kernel.wakeups;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.away.AwayTracker;
import io.gyre.analysis.kernel.away.Aways;
import io.gyre.analysis.kernel.away.Woken;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.thread.FollowedThread;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.LongMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.TreeMap;

/** Pairs wake-ups with switches, and keeps where threads were blocked. */
public final class WakeupsFold extends ThreadFold<WakeupsFold.WokenThread, Wakeups> {
    private final LongMap<DurationTally> pairs = new LongMap<>();
    private Longest<Away> longest = new Longest<>(Wakeups.MOST_LONGEST);

    /** A thread and its time off the CPUs. */
    public static final class WokenThread extends FollowedThread {
        private final AwayTracker away = new AwayTracker();

        WokenThread(int tid) {
            super(tid);
        }
    }

    @Override
    protected WokenThread newThread(int tid) {
        return new WokenThread(tid);
    }

    @OnEvent({ "sched_waking", "sched_wakeup", "sched_wakeup_new"})
    public void wake(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int by,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            AwayTracker away = thread(tid).away;
            if (away.takesWakeUp()) {
                away.wake(timestampNs, by > Tids.IDLE ? by : tidOn(cpu));
            }
        }
    }

    @Override
    protected void switched(long timestampNs, int cpu, WokenThread previous, WokenThread next, int nextPriority) {
        if (previous.tid() != Tids.IDLE) {
            previous.away.leave(timestampNs, previousState(), Mode.UNKNOWN.code());
        }
        if (next.tid() != Tids.IDLE) {
            if (next.away.endsAway()) {
                ended(timestampNs, cpu, next);
            }
            next.away.enter(timestampNs, cpu);
        }
    }

    private void ended(long timestampNs, int cpu, WokenThread next) {
        AwayTracker away = next.away;
        if (away.wokenNs() != Woken.NEVER) {
            long key = LongMap.key(away.wokenBy(), next.tid());
            DurationTally waits = pairs.get(key);
            if (waits == null) {
                waits = new DurationTally();
                pairs.put(key, waits);
            }
            waits.add(timestampNs - away.wokenNs());
        }
        if (away.leaveNs() != Woken.NEVER && longest.takes(timestampNs - away.leaveNs())) {
            Away whole = away.away(next.tid(), timestampNs, cpu, any -> Mode.UNKNOWN);
            if (Wakeups.isBlocked(whole)) {
                longest.add(whole);
            }
        }
    }

    @Override
    public Wakeups cut(long afterNs, long upToNs) {
        var sums = new TreeMap<Pair, Durations>();
        pairs.forEach((waits, key) -> sums.put(new Pair((int) (key >> Integer.SIZE), (int) key), waits.sum()));
        var aways = new Aways.Builder();
        threads().forEach((thread, tid) -> aways.add(tid, thread.away, any -> Mode.UNKNOWN));
        Wakeups cut = Wakeups.limited(sums, Durations.NONE, longest.entries(), aways.aways(), running(), names());
        pairs.clear();
        longest = new Longest<>(Wakeups.MOST_LONGEST);
        forgetThreads();
        return cut;
    }
}
