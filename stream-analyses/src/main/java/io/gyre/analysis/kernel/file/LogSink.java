package io.gyre.analysis.kernel.file;

/** Takes what happens to descriptors, in its order. */
interface LogSink {
    void change(Change change);

    /** Something was moved through a descriptor, or waited for. */
    void moved(int tid, int fd, Way way, long ns, long bytes, boolean failed);

    /** The same of several calls. */
    void moved(int tid, int fd, FileUse use);

    /** What there was no room to tell apart. */
    void beyond(FileUse use);
}
