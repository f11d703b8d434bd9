package io.gyre.analysis.primitive;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by {@code int}: those of small numbers, such as CPUs have, at their place in an array, the others in a {@link LongMap}. Nothing is
 * removed but by {@link #clear}.
 */
public final class IntMap<V> {
    /** Numbers from 0 up to here, without it, are small. */
    private static final int SMALL = 64;
    private static final @Nullable Object[] NONE = {};

    private @Nullable Object[] small = NONE;
    private int smallSize;

    private final LongMap<V> others = new LongMap<>();

    /** {@return the object, or null} */
    @SuppressWarnings("unchecked")
    public @Nullable V get(int key) {
        if (key >= 0 && key < SMALL) {
            return key < small.length ? (V) small[key] : null;
        }
        return others.get(key);
    }

    /** {@return the object}, made when there is none */
    public V get(int key, IntFunction<V> make) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        V made = make.apply(key);
        put(key, made);
        return made;
    }

    public void put(int key, V value) {
        if (key >= 0 && key < SMALL) {
            putSmall(key, value);
            return;
        }
        others.put(key, value);
    }

    private void putSmall(int key, Object value) {
        if (key >= small.length) {
            small = Arrays.copyOf(small, Math.max(8, 2 * Integer.highestOneBit(key)));
        }
        smallSize += small[key] == null ? 1 : 0;
        small[key] = value;
    }

    /** In no particular order. */
    @SuppressWarnings("unchecked")
    public void forEach(ObjIntConsumer<V> action) {
        for (int i = 0; i < small.length; i++) {
            Object value = small[i];
            if (value != null) {
                action.accept((V) value, i);
            }
        }
        others.forEach((value, key) -> action.accept(value, (int) key));
    }

    public int size() {
        return others.size() + smallSize;
    }

    /** Forgets all; keeps no more room than a usual stretch of time needs. */
    public void clear() {
        if (smallSize > 0) {
            Arrays.fill(small, null);
            smallSize = 0;
        }
        others.clear();
    }
}
