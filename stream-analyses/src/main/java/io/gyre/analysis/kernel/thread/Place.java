package io.gyre.analysis.kernel.thread;

/**
 * Where that lies which a thread has open, as one number: its kind in the upper half, the CPU or thread in the lower. What is told without a thread's
 * id goes with the thread from CPU to CPU; so it need not be known which thread that is.
 */
public final class Place {
    private static final int CPU = 1;
    private static final int AWAY_THREAD = 2;
    private static final int OWN_THREAD = 3;

    private Place() {}

    /** {@return that of the thread that a CPU runs} */
    public static long cpu(int cpu) {
        return of(CPU, cpu);
    }

    /** {@return that of a thread that no CPU runs} */
    public static long away(int tid) {
        return of(AWAY_THREAD, tid);
    }

    /** {@return that of a thread whose events tell that they are its own} */
    public static long own(int tid) {
        return of(OWN_THREAD, tid);
    }

    private static long of(int kind, int id) {
        return (long) kind << 32 | (id & 0xFFFF_FFFFL);
    }
}
