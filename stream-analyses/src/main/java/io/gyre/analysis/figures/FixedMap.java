package io.gyre.analysis.figures;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that nobody changes: keys in their natural order in one array, values in another. Partials hold theirs in such maps, since
 * most of what is done with partials is to join them, which here is to walk two arrays. Neither keys nor values are null.
 */
@SuppressWarnings("JdkObsolete") // partials are declared with SortedMap; NavigableMap would be two dozen methods that nobody calls
public final class FixedMap<K, V> extends AbstractMap<K, V> implements SortedMap<K, V> {
    private static final FixedMap<?, ?> EMPTY = new FixedMap<>(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    private FixedMap(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // an empty map is one of all types
    public static <K, V> FixedMap<K, V> empty() {
        return (FixedMap<K, V>) EMPTY;
    }

    /** {@return a copy of a map that is in the natural order of its keys}; the map itself when it is such a one already. */
    public static <K, V> FixedMap<K, V> of(SortedMap<K, V> map) {
        if (map instanceof FixedMap<K, V> fixed) {
            return fixed;
        }
        if (map.isEmpty()) {
            return empty();
        }
        var copy = new Filler(map.size());
        map.forEach(copy::add);
        return copy.map();
    }

    /** {@return both maps, values of the same key together, that of {@code left} first} */
    public static <K, V> FixedMap<K, V> joined(SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> plus) {
        FixedMap<K, V> first = of(left);
        FixedMap<K, V> second = of(right);
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        var joined = new Filler(Math.addExact(first.size(), second.size()));
        int next = 0;
        for (int i = 0; i < second.keys.length; i++) {
            int place = first.placeOf(second.keys[i], next);
            int from = place < 0 ? ~place : place;
            joined.copy(first, next, from);
            if (place < 0) {
                joined.add(second.keys[i], second.values[i]);
                next = from;
            } else {
                joined.add(first.keys[place], plus.apply(first.value(place), second.value(i)));
                next = place + 1;
            }
        }
        joined.copy(first, next, first.keys.length);
        return joined.map();
    }

    /** Says what becomes of a key of two maps. */
    @FunctionalInterface
    public interface Joining<K, V> {
        /**
         * {@return the value in the joined map; null when it has not this key}
         *
         * @param left null when only the right map has the key
         * @param right null when only the left map has the key
         */
        @Nullable
        V value(K key, @Nullable V left, @Nullable V right);
    }

    /** {@return the keys of both maps with the values that {@code joining} gives them; it is asked in the order of keys} */
    public static <K, V> FixedMap<K, V> of(SortedMap<K, V> left, SortedMap<K, V> right, Joining<K, V> joining) {
        FixedMap<K, V> first = of(left);
        FixedMap<K, V> second = of(right);
        var joined = new Filler(Math.addExact(first.size(), second.size()));
        int i = 0;
        int j = 0;
        while (i < first.keys.length || j < second.keys.length) {
            int order = i == first.keys.length
                    ? 1
                    : j == second.keys.length ? -1 : compare(first.keys[i], second.keys[j]);
            K key = order <= 0 ? first.key(i) : second.key(j);
            V value = joining.value(key, order <= 0 ? first.value(i) : null, order >= 0 ? second.value(j) : null);
            if (value != null) {
                joined.add(key, value);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return joined.map();
    }

    /** {@return the same keys with other values, which are not null} */
    public static <K, V, W> FixedMap<K, W> changed(SortedMap<K, V> map, Function<V, W> change) {
        FixedMap<K, V> of = of(map);
        Object[] changed = new Object[of.values.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.apply(of.value(i));
        }
        return new FixedMap<>(of.keys, changed);
    }

    /** Arrays being filled in the order of keys. */
    static final class Filler {
        private Object[] keys;
        private Object[] values;
        private int size;

        Filler(int most) {
            keys = new Object[most];
            values = new Object[most];
        }

        /** Adds an entry whose key is above all others, and {@return whether it is} */
        boolean addAbove(Object key, Object value) {
            if (size > 0 && compare(keys[size - 1], key) >= 0) {
                return false;
            }
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size + 4);
                values = Arrays.copyOf(values, keys.length);
            }
            add(key, value);
            return true;
        }

        /** Adds an entry whose key is above all others, for which there is room. */
        void add(Object key, Object value) {
            keys[size] = key;
            values[size++] = value;
        }

        void copy(FixedMap<?, ?> map, int from, int to) {
            System.arraycopy(map.keys, from, keys, size, to - from);
            System.arraycopy(map.values, from, values, size, to - from);
            size += to - from;
        }

        /** {@return what is there so far} */
        <K, V> FixedMap<K, V> map() {
            return size == 0
                    ? empty()
                    : size == keys.length
                            ? new FixedMap<>(keys, values)
                            : new FixedMap<>(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
        }
    }

    /**
     * {@return where a key is, or the complement of where it would be}
     *
     * @param from all keys before are lower; the search begins close to it, for whoever asks for one key after the other
     */
    private int placeOf(Object key, int from) {
        int low = from;
        int high = from;
        int step = 1;
        while (high < keys.length && compare(keys[high], key) < 0) {
            low = high + 1;
            high += step;
            step <<= 1;
        }
        return search(key, low, Math.min(high, keys.length - 1));
    }

    private int placeOf(Object key) {
        return search(key, 0, keys.length - 1);
    }

    private int search(Object key, int lowest, int highest) {
        if (key instanceof Integer number) {
            return searchNumber(number, lowest, highest);
        }
        int low = lowest;
        int high = highest;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(keys[middle], key);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    /** The same for the most frequent kind of keys, without a call for each comparison. */
    private int searchNumber(int key, int lowest, int highest) {
        int low = lowest;
        int high = highest;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = (Integer) keys[middle];
            if (found == key) {
                return middle;
            } else if (found < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    @SuppressWarnings("unchecked") // keys are of one type, in its natural order
    private static int compare(Object left, Object right) {
        return left instanceof Integer number
                ? Integer.compare(number, (Integer) right)
                : ((Comparable<Object>) left).compareTo(right);
    }

    @SuppressWarnings("unchecked") // of() and joined() take none but those
    private K key(int index) {
        return (K) keys[index];
    }

    @SuppressWarnings("unchecked") // of() and joined() take none but those
    private V value(int index) {
        return (V) values[index];
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean isEmpty() {
        return keys.length == 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int place = key == null ? -1 : placeOf(key);
        return place < 0 ? null : value(place);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && placeOf(key) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(key(i), value(i));
        }
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    /** Walks the entries. */
    private final class Entries implements Iterator<Entry<K, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Entry<K, V> next() {
            if (next == keys.length) {
                throw new NoSuchElementException();
            }
            Entry<K, V> entry = Map.entry(key(next), value(next));
            next++;
            return entry;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // as value() does, all at once
    public Collection<V> values() {
        return Collections.unmodifiableList((List<V>) Arrays.asList(values));
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public FixedMap<K, V> subMap(K from, K to) {
        return part(lowerBound(from), lowerBound(to));
    }

    @Override
    public FixedMap<K, V> headMap(K to) {
        return part(0, lowerBound(to));
    }

    @Override
    public FixedMap<K, V> tailMap(K from) {
        return part(lowerBound(from), keys.length);
    }

    /** {@return the entries with the lowest keys, at most so many} */
    public FixedMap<K, V> lowest(int most) {
        return part(0, Math.min(most, keys.length));
    }

    /** {@return the entries that {@link #lowest} leaves out} */
    public FixedMap<K, V> beyond(int most) {
        return part(Math.min(most, keys.length), keys.length);
    }

    /** {@return all entries but those of some keys} */
    FixedMap<K, V> without(Set<K> some) {
        var rest = new Filler(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (!some.contains(key(i))) {
                rest.add(keys[i], values[i]);
            }
        }
        return rest.map();
    }

    private int lowerBound(K key) {
        int place = placeOf(key);
        return place < 0 ? ~place : place;
    }

    private FixedMap<K, V> part(int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("the first key is above the last");
        }
        return from == 0 && to == keys.length
                ? this
                : new FixedMap<>(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    public K firstKey() {
        if (keys.length == 0) {
            throw new NoSuchElementException();
        }
        return key(0);
    }

    @Override
    public K lastKey() {
        if (keys.length == 0) {
            throw new NoSuchElementException();
        }
        return key(keys.length - 1);
    }
}
