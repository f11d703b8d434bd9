package io.gyre.analysis.primitive;

import io.gyre.ctf.model.EventRecordClass;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by event class, each class object by itself as in {@link java.util.IdentityHashMap}: ids are small and dense, so that most
 * classes are found where their id says. Open addressing with linear probing, at most half full. Nothing is removed.
 */
public final class EventClassMap<V> {
    private static final int SMALLEST = 64;

    private @Nullable EventRecordClass[] keys = new @Nullable EventRecordClass[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    /** {@return the object, or null} */
    @SuppressWarnings({ "unchecked", "ReferenceEquality"}) // put takes none but V; classes with the same contents are still two
    public @Nullable V get(EventRecordClass key) {
        int mask = keys.length - 1;
        for (int at = (int) key.id() & mask;; at = (at + 1) & mask) {
            EventRecordClass found = keys[at];
            if (found == key) {
                return (V) values[at];
            }
            if (found == null) {
                return null;
            }
        }
    }

    /** @param key one that is not there yet */
    public void put(EventRecordClass key, V value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        insert(key, value);
        size++;
    }

    private void insert(EventRecordClass key, Object value) {
        int mask = keys.length - 1;
        int at = (int) key.id() & mask;
        while (keys[at] != null) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        values[at] = value;
    }

    private void grow() {
        @Nullable
        EventRecordClass[] oldKeys = keys;
        @Nullable
        Object[] oldValues = values;
        keys = new @Nullable EventRecordClass[2 * oldKeys.length];
        values = new @Nullable Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            EventRecordClass key = oldKeys[i];
            Object value = oldValues[i];
            if (key != null && value != null) {
                insert(key, value);
            }
        }
    }

    /** In no particular order. */
    @SuppressWarnings("unchecked") // put takes none but V
    public void forEach(BiConsumer<EventRecordClass, V> action) {
        for (int i = 0; i < keys.length; i++) {
            EventRecordClass key = keys[i];
            if (key != null) {
                action.accept(key, (V) values[i]);
            }
        }
    }
}
