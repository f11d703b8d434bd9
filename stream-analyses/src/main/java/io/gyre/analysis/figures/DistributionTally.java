package io.gyre.analysis.figures;

/** A {@link Distribution} being added up; allocates nothing but, at first, room for its buckets. */
public final class DistributionTally {
    private final DurationTally durations = new DurationTally();
    private final HistogramTally histogram = new HistogramTally();

    public void add(long duration) {
        durations.add(duration);
        histogram.add(duration);
    }

    public long count() {
        return durations.count();
    }

    public Distribution sum() {
        return new Distribution(durations.sum(), histogram.sum());
    }
}
