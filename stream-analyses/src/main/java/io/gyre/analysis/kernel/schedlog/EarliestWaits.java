package io.gyre.analysis.kernel.schedlog;

import io.gyre.analysis.kernel.sched.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects waits, of which it keeps the {@value WaitLog#MOST} that ended first and counts the others. Exact whatever the order of adding, as long as waits of one
 * thread that end at the same time on the same CPU come in their order.
 */
final class EarliestWaits {
    private static final Comparator<Wait> BY_END = Comparator.comparingLong(Wait::toNs).thenComparingInt(Wait::cpu)
            .thenComparingInt(Wait::tid);

    private final List<Wait> kept = new ArrayList<>();
    private long leftOut;
    private long leftOutFromNs = WaitLog.NEVER;

    /** What is added is cut only when there is twice as much as is kept, so that it costs little for each. */
    void add(Wait wait) {
        kept.add(wait);
        if (kept.size() == 2 * WaitLog.MOST) {
            cut();
        }
    }

    /** Adds waits to those that are not kept. */
    void leaveOut(long count, long fromNs) {
        leftOut += count;
        leftOutFromNs = Math.min(leftOutFromNs, fromNs);
    }

    /** Most come in order, so that there is little to sort. */
    private void cut() {
        kept.sort(BY_END);
        if (kept.size() > WaitLog.MOST) {
            leaveOut(kept.size() - WaitLog.MOST, kept.get(WaitLog.MOST).toNs());
            kept.subList(WaitLog.MOST, kept.size()).clear();
        }
    }

    WaitLog log() {
        cut();
        return WaitLog.of(kept, leftOut, leftOutFromNs);
    }
}
