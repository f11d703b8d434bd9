package io.gyre.analysis.kernel.state;

import io.gyre.analysis.kernel.thread.FollowedThread;

/** A thread and what it did when it was taken off a CPU. */
public class ModeThread extends FollowedThread {
    private final RunTally runs = new RunTally();
    private long mode;

    public ModeThread(int tid) {
        super(tid);
        mode = Mode.away(tid);
    }

    final RunTally runs() {
        return runs;
    }

    /** {@return the number of a {@link Mode}, as it was when the thread was last taken off} */
    public final long mode() {
        return mode;
    }

    final void mode(long newMode) {
        mode = newMode;
    }
}
