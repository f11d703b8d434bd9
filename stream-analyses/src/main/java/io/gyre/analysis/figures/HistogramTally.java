package io.gyre.analysis.figures;

import java.util.Arrays;

/** A {@link Histogram} being added up; allocates nothing but, at first, room for its buckets. */
public final class HistogramTally {
    private long[] counts = new long[0];

    public void add(long value) {
        int bucket = Histogram.bucketOf(value);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(Histogram.BUCKETS, Math.max(2 * counts.length, bucket + 1)));
        }
        counts[bucket]++;
    }

    public Histogram sum() {
        return Histogram.of(counts, counts.length);
    }
}
