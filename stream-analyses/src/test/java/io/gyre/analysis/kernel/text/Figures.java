package io.gyre.analysis.kernel.text;

import io.gyre.analysis.figures.Durations;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Durations one by one, and what becomes of them, computed in the plainest way. */
public final class Figures {
    private Figures() {}

    /** {@return count, smallest, largest, sum, sum of squares of each list} */
    public static <K> Map<K, String> of(Map<K, List<Long>> durations) {
        var figures = new TreeMap<K, String>();
        durations.forEach((key, list) -> {
            BigInteger sum = BigInteger.ZERO;
            BigInteger squares = BigInteger.ZERO;
            for (long ns : list) {
                sum = sum.add(BigInteger.valueOf(ns));
                squares = squares.add(BigInteger.valueOf(ns).pow(2));
            }
            figures.put(key, list.size() + " " + list.stream().mapToLong(ns -> ns).min().orElse(0) + " "
                    + list.stream().mapToLong(ns -> ns).max().orElse(0) + " " + sum + " " + squares);
        });
        return figures;
    }

    /** {@return the same of what was found} */
    public static String of(Durations found) {
        return found.count() + " " + found.minNs() + " " + found.maxNs() + " " + found.sum().toBigInteger() + " "
                + found.squares().toBigInteger();
    }
}
