package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.kernel.thread.FollowedThread;

/** What {@link WaitingThread} keeps, being changed; analyses add what they know of the thread's waits. */
public class WokenThread extends FollowedThread {
    private WaitingThread.First first = WaitingThread.NOTHING;
    private Wake early = Wake.NONE;
    private long wakeupNs = Wake.NEVER;
    private int wakeupBy;
    private long wakingNs = Wake.NEVER;
    private int wakingBy;

    public WokenThread(int tid) {
        super(tid);
    }

    final boolean hasWakeup() {
        return wakeupNs != Wake.NEVER;
    }

    final void wakeup(long ns, int by) {
        wakeupNs = ns;
        wakeupBy = by;
    }

    final boolean hasWaking() {
        return wakingNs != Wake.NEVER;
    }

    final void waking(long ns, int by) {
        wakingNs = ns;
        wakingBy = by;
    }

    /** {@return when it began to wait for a CPU, if it was woken} */
    final long sinceNs() {
        return hasWakeup() ? wakeupNs : wakingNs;
    }

    final int wokenBy() {
        return hasWakeup() ? wakeupBy : wakingBy;
    }

    final void takenOff() {
        if (first instanceof WaitingThread.Nothing) {
            first = WaitingThread.OFF;
        }
        forgetWake();
    }

    /** Begins to run: who was woken in this stretch of time, and has run in it before, is at the end of a wait. */
    final boolean endsWait(long ns, int cpu, int priority) {
        if (first instanceof WaitingThread.Nothing) {
            first = new WaitingThread.On(ns, cpu, priority);
            early = late();
            return false;
        }
        return hasWakeup() || hasWaking();
    }

    final void forgetWake() {
        wakeupNs = Wake.NEVER;
        wakeupBy = 0;
        wakingNs = Wake.NEVER;
        wakingBy = 0;
    }

    private Wake late() {
        return hasWakeup() || hasWaking() ? new Wake(wakeupNs, wakeupBy, wakingNs, wakingBy) : Wake.NONE;
    }

    final WaitingThread ends() {
        Wake late = late();
        return new WaitingThread(first, first instanceof WaitingThread.Nothing ? late : early, late);
    }
}
