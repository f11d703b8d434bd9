package io.gyre.analysis.kernel.state;

/** Of what {@link CpuRuns} keeps sums. */
public enum Subject {
    CPU, THREAD;

    int of(int cpu, int tid) {
        return this == CPU ? cpu : tid;
    }
}
