package io.gyre.analysis.kernel.syscalls;

/**
 * One system call of one thread.
 *
 * @param tid the thread, which may be a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 */
public record ThreadCall(int tid, String call) implements Comparable<ThreadCall> {
    ThreadCall withTid(int newTid) {
        return newTid == tid ? this : new ThreadCall(newTid, call);
    }

    @Override
    public int compareTo(ThreadCall other) {
        int order = Integer.compare(tid, other.tid);
        return order == 0 ? call.compareTo(other.call) : order;
    }
}
