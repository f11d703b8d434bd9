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
        Map<K, String> figures = sums(durations);
        figures.replaceAll((key, sums) -> {
            BigInteger squares = BigInteger.ZERO;
            for (long ns : durations.getOrDefault(key, List.of())) {
                squares = squares.add(BigInteger.valueOf(ns).pow(2));
            }
            return sums + " " + squares;
        });
        return figures;
    }

    /** {@return count, smallest, largest, sum of each list} */
    public static <K> Map<K, String> sums(Map<K, List<Long>> numbers) {
        var figures = new TreeMap<K, String>();
        numbers.forEach((key, list) -> {
            BigInteger sum = BigInteger.ZERO;
            for (long number : list) {
                sum = sum.add(BigInteger.valueOf(number));
            }
            figures.put(key, list.size() + " " + list.stream().mapToLong(number -> number).min().orElse(0) + " "
                    + list.stream().mapToLong(number -> number).max().orElse(0) + " " + sum);
        });
        return figures;
    }

    /** {@return the same of what was found} */
    public static String of(Durations found) {
        return found.count() + " " + found.minNs() + " " + found.maxNs() + " " + found.sum().toBigInteger() + " "
                + found.squares().toBigInteger();
    }
}
