package io.gyre.analysis.user.callstack;

import java.util.Comparator;

/** A thread of a process, by the ids in its own PID namespace. */
record ThreadId(int vpid, int vtid) implements Comparable<ThreadId> {
    private static final Comparator<ThreadId> ORDER = Comparator.comparingInt(ThreadId::vpid)
            .thenComparingInt(ThreadId::vtid);

    @Override
    public int compareTo(ThreadId other) {
        return ORDER.compare(this, other);
    }
}
