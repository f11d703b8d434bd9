package io.gyre.analysis.user.callstack;

import java.util.Comparator;

/**
 * On what the calls of a tree stand.
 *
 * @param depth {@link #BOTTOM} for the bottom of all stacks of the process; else so many frames below the one that was the thread's
 *        uppermost when the stretch of time began
 * @param vtid 0 for the bottom
 */
record Base(int vpid, int vtid, int depth) implements Comparable<Base> {

    static final int BOTTOM = -1;
    private static final Comparator<Base> ORDER = Comparator.comparingInt(Base::vpid).thenComparingInt(Base::vtid)
            .thenComparingInt(Base::depth);

    static Base bottom(ThreadId thread) {
        return new Base(thread.vpid(), 0, BOTTOM);
    }

    static Base below(ThreadId thread, int depth) {
        return new Base(thread.vpid(), thread.vtid(), depth);
    }

    boolean isBottom() {
        return depth == BOTTOM;
    }

    ThreadId thread() {
        return new ThreadId(vpid, vtid);
    }

    @Override
    public int compareTo(Base other) {
        return ORDER.compare(this, other);
    }
}
