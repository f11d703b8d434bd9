package io.gyre.bench;

import java.util.List;

/** The middle of some figures, which an outlier does not move. */
public final class Median {
    private Median() {}

    /** @param figures at least one */
    public static double of(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
