package io.gyre.analysis.kernel.io;

import io.gyre.analysis.figures.DurationTally;

/** {@link Volume} being added up. */
final class VolumeTally {
    private final DurationTally durations = new DurationTally();
    private long read;
    private long written;
    private long received;
    private long sent;
    private long copied;
    private long failed;

    void add(Category category, long ns, long moved, boolean isFailed) {
        durations.add(ns);
        switch (category) {
            case READ -> read += moved;
            case WRITE -> written += moved;
            case RECEIVE -> received += moved;
            case SEND -> sent += moved;
            case COPY -> copied += moved;
            case OPEN, CLOSE, SYNC -> {
            }
        }
        failed += isFailed ? 1 : 0;
    }

    Volume sum() {
        return new Volume(durations.sum(), read, written, received, sent, copied, failed);
    }
}
