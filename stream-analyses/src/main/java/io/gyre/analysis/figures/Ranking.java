package io.gyre.analysis.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Puts things in order by a number that is asked for once, not at each comparison. */
public final class Ranking {
    private Ranking() {}

    /** {@return the things, those of the largest weight first}; those of equal weight as they come, which for a sorted map's entries is by key. */
    public static <T> List<T> largestFirst(Collection<T> things, ToLongFunction<? super T> weight) {
        List<T> given = List.copyOf(things);
        var weights = new long[given.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight.applyAsLong(given.get(i));
        }
        var ranked = new ArrayList<T>(weights.length);
        for (int place : largestFirst(weights, weights.length)) {
            ranked.add(given.get(place));
        }
        return ranked;
    }

    /** {@return the places of the first {@code count} weights, largest weight first; those of equal weight in their order} */
    static int[] largestFirst(long[] weights, int count) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        long all = 0;
        for (int i = 0; i < count; i++) {
            all |= weights[i];
        }
        if (Long.numberOfLeadingZeros(all) <= bits) {
            return byComparison(weights, count);
        }
        // Weight and place fit into one number: numbers alone are put in order several times as fast.
        var numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (weights[i] << bits) | (count - 1 - i);
        }
        Arrays.sort(numbers);
        var order = new int[count];
        int mask = (1 << bits) - 1;
        for (int i = 0; i < count; i++) {
            order[i] = count - 1 - ((int) numbers[count - 1 - i] & mask);
        }
        return order;
    }

    /** For negative or huge weights. */
    private static int[] byComparison(long[] weights, int count) {
        var places = new Integer[count];
        Arrays.setAll(places, place -> place);
        Arrays.sort(places, Comparator.comparingLong((Integer place) -> weights[place]).reversed());
        return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
    }
}
