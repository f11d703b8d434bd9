package io.gyre.analysis.kernel;

/**
 * What one CPU did from its first to its last {@code sched_switch} in a stretch of time. The three sums are the whole time between
 * the two.
 *
 * @param first the first switch, and the thread that it took off the CPU
 * @param last the last switch, and the thread that it put on the CPU
 * @param busyNs threads other than the idle one ran
 * @param idleNs the idle thread ran
 * @param unknownNs between two switches of which the later one takes off another thread than the earlier one put on, because those
 *        between were lost; and across gaps
 */
public record CpuRun(End first, End last, long busyNs, long idleNs, long unknownNs, long switches) {

    /**
     * An open end.
     *
     * @param connected whether what lies beyond it, in the direction of the open end, is its direct neighbour; false next to a gap
     */
    public record End(long ns, ThreadName thread, boolean connected) {
        End disconnected() {
            return new End(ns, thread, false);
        }
    }

    CpuRun afterGap() {
        return new CpuRun(first.disconnected(), last, busyNs, idleNs, unknownNs, switches);
    }

    CpuRun beforeGap() {
        return new CpuRun(first, last.disconnected(), busyNs, idleNs, unknownNs, switches);
    }

    /** {@return whether the thread that {@code left} put on the CPU is the one that {@code right} took off} */
    static boolean isSameRun(End left, End right) {
        return left.connected && right.connected && left.thread.tid() == right.thread.tid();
    }
}
