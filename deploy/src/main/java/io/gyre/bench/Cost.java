package io.gyre.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What some work took.
 *
 * @param seconds of wall time
 * @param cpuSeconds of all cores
 * @param bytesOut what came of it
 */
public record Cost(double seconds, double cpuSeconds, long bytesOut) {

    private static final double NANOS = 1e9;

    /** Work that says how many bytes came of it. */
    interface Work {
        long run() throws Exception;
    }

    /** {@return what the work took in this process, with all its threads} */
    static Cost of(Work work) throws Exception {
        long cpu = processCpuNanos();
        long begin = System.nanoTime();
        long bytes = work.run();
        return new Cost((System.nanoTime() - begin) / NANOS, (processCpuNanos() - cpu) / NANOS, bytes);
    }

    public double megabytesPerSecond(long rawBytes) {
        return rawBytes / 1e6 / seconds;
    }

    public double cpuSecondsPerGigabyte(long rawBytes) {
        return cpuSeconds / (rawBytes / 1e9);
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
