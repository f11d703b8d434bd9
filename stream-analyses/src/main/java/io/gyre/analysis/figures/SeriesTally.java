package io.gyre.analysis.figures;

import java.util.Arrays;

/** A {@link Series} being added up; allocates nothing but, when the steps must become wider, their new counts. */
public final class SeriesTally {
    private long[] counts = new long[Series.MOST];
    private int shift;
    private long first;
    private long events;

    /** @param second whole seconds since the epoch, rounded down */
    public void add(long second) {
        long at = (second >> shift) - first;
        if (events == 0 || at < 0 || at >= Series.MOST) {
            at = fit(second);
        }
        counts[(int) at]++;
        events++;
    }

    public long count() {
        return events;
    }

    private long fit(long second) {
        long step = second >> shift;
        if (events == 0) {
            first = step;
            return 0;
        }
        int used = Series.MOST;
        while (counts[used - 1] == 0) {
            used--;
        }
        long from = Math.min(first, step);
        int wider = Series.fitting(shift, from, Math.max(first + used - 1, step)) - shift;
        long begin = from >> wider;
        long[] fitted = new long[Series.MOST];
        for (int i = 0; i < used; i++) {
            fitted[(int) (((first + i) >> wider) - begin)] += counts[i];
        }
        counts = fitted;
        shift += wider;
        first = begin;
        return (second >> shift) - first;
    }

    /** {@return what has been counted} */
    public Series sum() {
        return Series.of(shift, first, counts);
    }

    /** Begins anew. */
    public void clear() {
        if (events > 0) {
            Arrays.fill(counts, 0);
            shift = 0;
            events = 0;
        }
    }
}
