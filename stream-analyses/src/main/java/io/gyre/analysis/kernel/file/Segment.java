package io.gyre.analysis.kernel.file;

import java.util.Comparator;

/**
 * A time in which a descriptor meant the same.
 *
 * @param after how many changes of the log come before it: as few as possible, so that there is one way to write it
 */
record Segment(int after, int tid, int fd) implements Comparable<Segment> {

    private static final Comparator<Segment> ORDER = Comparator.comparingInt(Segment::after)
            .thenComparingInt(Segment::tid).thenComparingInt(Segment::fd);

    @Override
    public int compareTo(Segment other) {
        return ORDER.compare(this, other);
    }
}
