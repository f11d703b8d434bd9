package io.gyre.analysis.generic.pair;

import io.gyre.analysis.figures.Longest;
import java.util.Comparator;

/** One of the pairs that took longest. */
record LongPair(Key key, long beginNs, long endNs) implements Longest.Entry, Comparable<LongPair> {

    private static final Comparator<LongPair> ORDER = Comparator.comparingLong(LongPair::lengthNs)
            .thenComparing(LongPair::beginNs, Comparator.reverseOrder())
            .thenComparing(LongPair::key, Comparator.reverseOrder());

    @Override
    public long lengthNs() {
        return Math.max(0, endNs - beginNs);
    }

    @Override
    public int compareTo(LongPair other) {
        return ORDER.compare(this, other);
    }
}
