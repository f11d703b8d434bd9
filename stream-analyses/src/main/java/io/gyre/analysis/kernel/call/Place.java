package io.gyre.analysis.kernel.call;

/** Where an open call lies, as one number: its kind in the upper half, the CPU or thread in the lower. */
final class Place {
    private static final int CPU = 1;
    private static final int AWAY_THREAD = 2;
    private static final int OWN_THREAD = 3;

    private Place() {}

    /** {@return the call of the thread that a CPU runs} */
    static long cpu(int cpu) {
        return of(CPU, cpu);
    }

    /** {@return the call of a thread that no CPU runs} */
    static long away(int tid) {
        return of(AWAY_THREAD, tid);
    }

    /** {@return the call of a thread whose events tell that they are its own} */
    static long own(int tid) {
        return of(OWN_THREAD, tid);
    }

    private static long of(int kind, int id) {
        return (long) kind << 32 | (id & 0xFFFF_FFFFL);
    }
}
