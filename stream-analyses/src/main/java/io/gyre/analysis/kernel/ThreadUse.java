package io.gyre.analysis.kernel;

/**
 * What a thread had of the CPUs.
 *
 * @param cpuNs time on any CPU
 * @param migrations how often it was seen on another CPU than the time before
 * @param switches how often it was put on a CPU
 */
public record ThreadUse(long cpuNs, long migrations, long switches) {

    public static final ThreadUse NONE = new ThreadUse(0, 0, 0);

    ThreadUse plus(ThreadUse other) {
        return new ThreadUse(cpuNs + other.cpuNs, migrations + other.migrations, switches + other.switches);
    }

    static ThreadUse ofTime(long cpuNs) {
        return new ThreadUse(cpuNs, 0, 0);
    }
}
