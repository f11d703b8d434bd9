package io.gyre.analysis.kernel.thread;

/**
 * Thread ids, and two stand-ins for them. In a stretch of time that begins in the middle, the thread on a CPU is not known before the
 * first {@code sched_switch}: it is named after its CPU, until the stretch before tells.
 */
public final class Tids {
    public static final int IDLE = 0;
    /** A thread that nobody will ever tell: what ran on its CPU was lost. */
    public static final int UNKNOWN = Integer.MIN_VALUE;

    private Tids() {}

    /** {@return the stand-in for the thread that a CPU ran when the stretch began} */
    public static int firstOn(int cpu) {
        return cpu < 0 ? UNKNOWN : ~cpu;
    }

    /** {@return whether the stretch before must tell which thread it is} */
    public static boolean isOpen(int tid) {
        return tid < 0 && tid != UNKNOWN;
    }

    /** {@return the CPU of a stand-in} */
    static int cpu(int tid) {
        return ~tid;
    }

    /** {@return a thread id as a trace gives it}; what cannot be one is unknown */
    public static int of(int tid) {
        return tid < 0 ? UNKNOWN : tid;
    }
}
