package io.gyre.analysis.primitive;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by {@code int}: those of small numbers, such as CPUs have, at their place in an array; the others by open addressing with linear
 * probing, at most half full. Nothing is removed but by {@link #clear}.
 */
public final class IntMap<V> {
    private static final int SMALLEST = 16;
    /** Numbers from 0 up to here, without it, are small. */
    private static final int SMALL = 64;
    private static final @Nullable Object[] NONE = {};

    private @Nullable Object[] small = NONE;
    private int smallSize;

    private int[] keys = new int[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    /** {@return the object, or null} */
    @SuppressWarnings("unchecked")
    public @Nullable V get(int key) {
        if (key >= 0 && key < SMALL) {
            return key < small.length ? (V) small[key] : null;
        }
        int mask = keys.length - 1;
        for (int at = spread(key) & mask;; at = (at + 1) & mask) {
            Object value = values[at];
            if (value == null) {
                return null;
            }
            if (keys[at] == key) {
                return (V) value;
            }
        }
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
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        if (insert(key, value)) {
            size++;
        }
    }

    private void putSmall(int key, Object value) {
        if (key >= small.length) {
            small = Arrays.copyOf(small, Math.max(8, 2 * Integer.highestOneBit(key)));
        }
        smallSize += small[key] == null ? 1 : 0;
        small[key] = value;
    }

    private boolean insert(int key, Object value) {
        int mask = keys.length - 1;
        int at = spread(key) & mask;
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        boolean isNew = values[at] == null;
        keys[at] = key;
        values[at] = value;
        return isNew;
    }

    private void grow() {
        int[] oldKeys = keys;
        @Nullable
        Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new @Nullable Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Object value = oldValues[i];
            if (value != null) {
                insert(oldKeys[i], value);
            }
        }
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
        for (int i = 0; i < keys.length; i++) {
            Object value = values[i];
            if (value != null) {
                action.accept((V) value, keys[i]);
            }
        }
    }

    public int size() {
        return size + smallSize;
    }

    /** Forgets all; keeps no more room than a usual stretch of time needs. */
    public void clear() {
        if (smallSize > 0) {
            Arrays.fill(small, null);
            smallSize = 0;
        }
        if (size > 0) {
            int length = Math.max(SMALLEST, Integer.highestOneBit(size) * 4);
            keys = new int[length];
            values = new @Nullable Object[length];
            size = 0;
        }
    }

    private static int spread(int key) {
        int mixed = key * 0x9E37_79B9;
        return mixed ^ mixed >>> 16;
    }
}
