package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.TreeMap;

/**
 * Pairs wake-ups with switches. A fold of an analysis extends it, and is told of the waits that end.
 *
 * @param <T> the fold's own threads
 * @param <E> what becomes of the waits
 */
public abstract class WaitFold<T extends WokenThread, E extends EndedWaits<E>> extends ThreadFold<T, Waits<E>> {

    /**
     * A wait has ended that began in this slice too.
     *
     * @param by the thread that woke it, which may be a stand-in of {@link Tids}
     */
    protected abstract void waited(long fromNs, long toNs, T thread, int cpu, int priority, int by);

    /** {@return what became of the waits of the slice}, which are forgotten */
    protected abstract E ended();

    @OnEvent({ "sched_wakeup", "sched_wakeup_new"})
    public final void wakeup(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int by,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            T thread = thread(tid);
            if (!thread.hasWakeup()) {
                thread.wakeup(timestampNs, by > Tids.IDLE ? by : tidOn(cpu));
            }
        }
    }

    @OnEvent("sched_waking")
    public final void waking(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int by,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            T thread = thread(tid);
            if (!thread.hasWaking()) {
                thread.waking(timestampNs, by > Tids.IDLE ? by : tidOn(cpu));
            }
        }
    }

    @Override
    protected final void switched(long timestampNs, int cpu, T previous, T next, int nextPriority) {
        if (previous.tid() != Tids.IDLE) {
            previous.takenOff();
        }
        if (next.tid() == Tids.IDLE) {
            return;
        }
        if (next.endsWait(timestampNs, cpu, nextPriority)) {
            waited(next.sinceNs(), timestampNs, next, cpu, nextPriority, next.wokenBy());
        }
        next.forgetWake();
    }

    @Override
    public final Waits<E> cut(long afterNs, long upToNs) {
        var waits = new Waits<>(ended(), open());
        forgetThreads();
        return waits;
    }

    private OpenWaits open() {
        var open = new TreeMap<Integer, WaitingThread>();
        threads().forEach((thread, tid) -> {
            WaitingThread ends = thread.ends();
            if (!(ends.first() instanceof WaitingThread.Nothing) || !ends.late().isNone()) {
                open.put(tid, ends);
            }
        });
        while (open.size() > ThreadNames.MOST_THREADS) {
            open.pollLastEntry();
        }
        return new OpenWaits(open, running(), names());
    }
}
