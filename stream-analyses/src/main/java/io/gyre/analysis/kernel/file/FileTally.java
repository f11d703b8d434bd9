package io.gyre.analysis.kernel.file;

import io.gyre.analysis.figures.DurationTally;

/** {@link FileUse} being added up. */
final class FileTally {
    private final DurationTally reads = new DurationTally();
    private final DurationTally writes = new DurationTally();
    private final DurationTally syncs = new DurationTally();
    private long read;
    private long written;
    private long failed;

    void add(Way way, long ns, long bytes, boolean isFailed) {
        switch (way) {
            case READ -> {
                reads.add(ns);
                read += bytes;
            }
            case WRITE -> {
                writes.add(ns);
                written += bytes;
            }
            case SYNC -> syncs.add(ns);
        }
        failed += isFailed ? 1 : 0;
    }

    FileUse sum() {
        return new FileUse(reads.sum(), read, writes.sum(), written, syncs.sum(), failed);
    }
}
