package io.gyre.analysis.figures;

/** {@link Durations} being added up; allocates nothing. */
public final class DurationTally {
    private long count;
    private long minNs = Long.MAX_VALUE;
    private long maxNs;
    private long sumHigh;
    private long sumLow;
    private long squaresHigh;
    private long squaresLow;

    /** A negative duration, of clocks that disagree, counts as 0. */
    public void add(long duration) {
        long ns = Math.max(0, duration);
        count++;
        minNs = Math.min(minNs, ns);
        maxNs = Math.max(maxNs, ns);
        sumLow += ns;
        sumHigh += Wide.carry(sumLow, ns);
        long low = ns * ns;
        squaresLow += low;
        squaresHigh += Math.unsignedMultiplyHigh(ns, ns) + Wide.carry(squaresLow, low);
    }

    public long count() {
        return count;
    }

    public Durations sum() {
        return new Durations(count, minNs, maxNs, new Wide(sumHigh, sumLow), new Wide(squaresHigh, squaresLow));
    }
}
