package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.figures.Wide;

/** {@link Returned} being added up; allocates nothing. */
final class ReturnedTally {
    private long count;
    private long min = Long.MAX_VALUE;
    private long max;
    private long sumHigh;
    private long sumLow;

    /** A negative value, which is no number, counts for nothing. */
    void add(long value) {
        if (value >= 0) {
            count++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sumLow += value;
            sumHigh += Wide.carry(sumLow, value);
        }
    }

    Returned sum() {
        return count == 0 ? Returned.NONE : new Returned(count, min, max, new Wide(sumHigh, sumLow));
    }
}
