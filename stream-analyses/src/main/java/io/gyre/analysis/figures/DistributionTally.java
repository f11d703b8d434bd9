package io.gyre.analysis.figures;

import java.util.Arrays;

/** A {@link Distribution} being added up; allocates nothing but, at first, room for its buckets. */
public final class DistributionTally {
    private final DurationTally durations = new DurationTally();
    private long[] counts = new long[0];

    public void add(long duration) {
        durations.add(duration);
        int bucket = Histogram.bucketOf(duration);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(Histogram.BUCKETS, Math.max(2 * counts.length, bucket + 1)));
        }
        counts[bucket]++;
    }

    public long count() {
        return durations.count();
    }

    public Distribution sum() {
        return new Distribution(durations.sum(), Histogram.of(counts, counts.length));
    }
}
