package io.gyre.analysis.user.heap;

import java.util.Comparator;

/**
 * Blocks of one size that one process asked for at one place, and that are alive at the end.
 *
 * @param site 0 when not recorded
 */
record Leak(int vpid, long site, long bytesEach, long blocks) implements Comparable<Leak> {

    private static final Comparator<Leak> ORDER = Comparator.comparingInt(Leak::vpid)
            .thenComparing(Leak::site, Long::compareUnsigned).thenComparingLong(Leak::bytesEach);
    static final Comparator<Leak> LARGEST_FIRST = Comparator.comparingLong(Leak::bytes).reversed()
            .thenComparing(ORDER);

    long bytes() {
        return bytesEach * blocks;
    }

    @Override
    public int compareTo(Leak other) {
        return ORDER.compare(this, other);
    }
}
