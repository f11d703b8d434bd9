package io.gyre.analysis.primitive;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Objects by the bytes at the beginning of an array: open addressing with linear probing. A look-up allocates nothing. */
public final class BytesMap<V> {
    private static final int SMALLEST = 16;

    private @Nullable Object[] entries = new @Nullable Object[SMALLEST];
    private int size;

    private record Entry<V>(byte[] key, V value) {}

    /** {@return the object, or null} */
    public @Nullable V get(byte[] key, int length) {
        Entry<V> entry = entry(place(key, length));
        return entry == null ? null : entry.value;
    }

    /** Adds an object under a copy of a key that is not there yet. */
    public void add(byte[] key, int length, V value) {
        if (2 * (size + 1) > entries.length) {
            grow();
        }
        entries[place(key, length)] = new Entry<>(Arrays.copyOf(key, length), value);
        size++;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Entry<V> entry(int at) {
        return (Entry<V>) entries[at];
    }

    /** {@return where the key lies, or would} */
    private int place(byte[] key, int length) {
        int mask = entries.length - 1;
        int at = hash(key, length) & mask;
        while (true) {
            Entry<V> there = entry(at);
            if (there == null || Arrays.equals(there.key, 0, there.key.length, key, 0, length)) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    private static int hash(byte[] key, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 0x9E37_79B9_7F4A_7C15L + key[i];
        }
        return (int) (hash ^ hash >>> 32);
    }

    private void grow() {
        @Nullable
        Object[] old = entries;
        entries = new @Nullable Object[2 * old.length];
        for (Object entry : old) {
            if (entry != null) {
                byte[] key = ((Entry<?>) entry).key;
                entries[place(key, key.length)] = entry;
            }
        }
    }

    /** In no particular order. */
    public void forEach(BiConsumer<byte[], V> action) {
        for (int i = 0; i < entries.length; i++) {
            Entry<V> entry = entry(i);
            if (entry != null) {
                action.accept(entry.key, entry.value);
            }
        }
    }

    public int size() {
        return size;
    }

    public void clear() {
        if (size > 0) {
            entries = new @Nullable Object[SMALLEST];
            size = 0;
        }
    }
}
