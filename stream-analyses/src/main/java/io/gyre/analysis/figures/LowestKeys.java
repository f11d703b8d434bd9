package io.gyre.analysis.figures;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Keeps the entries with the lowest keys when there are too many: those of a whole are among those of its parts, however it was put
 * together, so that figures and what is counted as beyond them are exact.
 */
public final class LowestKeys {
    private LowestKeys() {}

    /**
     * Takes the entries beyond the limit out of a map.
     *
     * @return {@code beyond} and the values taken out, together
     */
    public static <K, V> V cut(NavigableMap<K, V> map, int most, V beyond, BinaryOperator<V> plus) {
        V sum = beyond;
        while (map.size() > most) {
            sum = plus.apply(sum, map.pollLastEntry().getValue());
        }
        return sum;
    }

    /** {@return both maps, values of the same key together} */
    public static <K, V> NavigableMap<K, V> sum(SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> plus) {
        return new TreeMap<>(FixedMap.joined(left, right, plus));
    }

    /** {@return a map that nobody changes} */
    public static <K, V> SortedMap<K, V> fixed(NavigableMap<K, V> map) {
        return FixedMap.of(map);
    }
}
