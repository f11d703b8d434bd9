package io.gyre.ctf.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Holds one input to a second of the processor's time, so that a busy machine is no reason to complain. */
final class Watch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LIMIT_NS = 1_000_000_000L;

    private final long startNs = now();

    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    void check() {
        long spentNs = now() - startNs;
        if (spentNs > LIMIT_NS) {
            throw new AssertionError("an input took " + spentNs / 1_000_000 + " ms");
        }
    }
}
