package io.gyre.analysis.kernel;

/**
 * A thread under one of its names. A thread that changes its name, by {@code exec} for one, is shown once under each.
 *
 * @param tid as the root PID namespace numbers it; 0 is the idle thread of each CPU
 * @param comm the kernel's name for it, up to 15 bytes
 */
public record ThreadName(int tid, String comm) implements Comparable<ThreadName> {
    public static final int IDLE_TID = 0;

    @Override
    public int compareTo(ThreadName other) {
        int order = Integer.compare(tid, other.tid);
        return order == 0 ? comm.compareTo(other.comm) : order;
    }

    boolean isIdle() {
        return tid == IDLE_TID;
    }
}
