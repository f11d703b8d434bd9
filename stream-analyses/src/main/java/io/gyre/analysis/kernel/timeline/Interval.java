package io.gyre.analysis.kernel.timeline;

import java.util.Comparator;

/**
 * A thread or a CPU, or a thread on a CPU, was in one state.
 *
 * @param cpu -1 for a thread that none runs
 * @param tid of the thread; on a CPU of whose thread nobody tells, {@code Tids.UNKNOWN}
 * @param in the system call or interrupt, or in what it was blocked; may be empty
 * @param sleep how it was blocked; else empty
 */
record Interval(long beginNs, long endNs, int cpu, int tid, State state, String in, String sleep) {

    static final Comparator<Interval> BY_TIME = Comparator.comparingLong(Interval::beginNs)
            .thenComparingInt(Interval::cpu).thenComparingInt(Interval::tid).thenComparingLong(Interval::endNs);

    long lengthNs() {
        return endNs - beginNs;
    }

    /** {@return whether the other, which begins where this ends, is more of the same} */
    boolean goesOnAs(Interval next) {
        return endNs == next.beginNs && cpu == next.cpu && tid == next.tid && state == next.state
                && in.equals(next.in) && sleep.equals(next.sleep);
    }

    Interval until(long ns) {
        return new Interval(beginNs, ns, cpu, tid, state, in, sleep);
    }
}
