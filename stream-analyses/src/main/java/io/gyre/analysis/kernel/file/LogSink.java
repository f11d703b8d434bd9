package io.gyre.analysis.kernel.file;

import io.gyre.analysis.kernel.call.LongCall;

/** Takes what happens to descriptors, in its order. */
interface LogSink {
    void change(Change change);

    /** Something was moved through a descriptor, or waited for. */
    void moved(int tid, int fd, Way way, long ns, long bytes, boolean failed);

    /** The same of several calls. */
    void moved(int tid, int fd, FileUse use);

    /** {@return whether a call of this length may be among the longest} */
    boolean takes(long ns);

    /**
     * A call that {@link #takes} asked for; told after what the call moved and before what it changed.
     *
     * @param fd what it was about; negative when {@code file} names that
     * @param to what it copied to; negative when it did not copy
     */
    void took(int fd, int to, String file, LongCall call);

    /** What there was no room to tell apart. */
    void beyond(FileUse use);
}
