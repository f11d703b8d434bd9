package io.gyre.analysis.primitive;

import java.util.function.LongFunction;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by {@code long}, such as two ints together: open addressing with linear probing, at most half full. Nothing is removed but by
 * {@link #clear}.
 */
public final class LongMap<V> {
    private static final int SMALLEST = 16;

    private long[] keys = new long[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    /** {@return two ints as one key} */
    public static long key(int high, int low) {
        return (long) high << 32 | (low & 0xFFFF_FFFFL);
    }

    /** {@return the object, or null} */
    @SuppressWarnings("unchecked")
    public @Nullable V get(long key) {
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
    public V get(long key, LongFunction<V> make) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        V made = make.apply(key);
        put(key, made);
        return made;
    }

    public void put(long key, V value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        if (insert(key, value)) {
            size++;
        }
    }

    private boolean insert(long key, Object value) {
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
        long[] oldKeys = keys;
        @Nullable
        Object[] oldValues = values;
        keys = new long[2 * oldKeys.length];
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
    public void forEach(ObjLongConsumer<V> action) {
        for (int i = 0; i < keys.length; i++) {
            Object value = values[i];
            if (value != null) {
                action.accept((V) value, keys[i]);
            }
        }
    }

    public int size() {
        return size;
    }

    /** Forgets all; keeps no more room than a usual stretch of time needs. */
    public void clear() {
        if (size > 0) {
            int length = Math.max(SMALLEST, Integer.highestOneBit(size) * 4);
            keys = new long[length];
            values = new @Nullable Object[length];
            size = 0;
        }
    }

    private static int spread(long key) {
        long mixed = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
