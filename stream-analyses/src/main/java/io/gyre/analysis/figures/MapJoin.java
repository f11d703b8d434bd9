package io.gyre.analysis.figures;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A {@link FixedMap} being put together of whole maps and, in between, of single entries, which ought to be few. Values of the same key are
 * added up, in any order.
 */
public final class MapJoin<K, V> {
    private final BinaryOperator<V> plus;
    /** Single entries whose keys came in ascending order, as most do. */
    private final FixedMap.Filler ascending = new FixedMap.Filler(0);
    private final TreeMap<K, V> single = new TreeMap<>();
    private FixedMap<K, V> whole = FixedMap.empty();

    /** @param plus associative and commutative */
    public MapJoin(BinaryOperator<V> plus) {
        this.plus = plus;
    }

    public void add(K key, V value) {
        if (!ascending.addAbove(key, value)) {
            single.merge(key, value, plus);
        }
    }

    public void addAll(SortedMap<K, V> map) {
        whole = FixedMap.joined(whole, map, plus);
    }

    /** Adds a map of which a few keys have other names by now. */
    public void addAll(SortedMap<K, V> map, UnaryOperator<K> names) {
        var unnamed = new TreeMap<K, V>();
        map.forEach((key, value) -> {
            K name = names.apply(key);
            if (!name.equals(key)) {
                unnamed.put(key, value);
                add(name, value);
            }
        });
        addAll(unnamed.isEmpty() ? map : FixedMap.of(map).without(unnamed.keySet()));
    }

    /** {@return all of it} */
    public FixedMap<K, V> map() {
        return FixedMap.joined(FixedMap.joined(whole, ascending.map(), plus), single, plus);
    }
}
