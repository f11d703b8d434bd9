package io.gyre.analysis.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object in the order in which they came. Answers have many objects of few fields, which are found sooner in a list than by
 * hashing and take less memory; objects of many fields are hashed.
 */
final class FewFields extends AbstractMap<String, JsonNode> {
    private static final int FIRST = 8;
    private static final int FEW = 32;

    /** Shared with all objects of a {@link Shape}, until a field comes or goes. */
    private String[] names;
    private int[] hashes;
    private JsonNode[] values;
    private int size;
    /** All fields, once there are many. */
    private @Nullable Map<String, JsonNode> many;

    FewFields() {
        this(new String[FIRST], new int[FIRST], new JsonNode[FIRST], 0);
    }

    /** @param names of the first {@code size} fields; with their hashes never written to, and full if they are somebody else's */
    FewFields(String[] names, int[] hashes, JsonNode[] values, int size) {
        this.names = names;
        this.hashes = hashes;
        this.values = values;
        this.size = size;
    }

    private int find(@Nullable Object name) {
        if (name instanceof String text) {
            int hash = text.hashCode();
            for (int i = 0; i < size; i++) {
                if (hashes[i] == hash && names[i].equals(text)) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return many == null ? size : many.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return many == null ? find(name) >= 0 : many.containsKey(name);
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
        if (many != null) {
            return many.get(name);
        }
        int found = find(name);
        return found < 0 ? null : values[found];
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        if (many != null) {
            return many.put(name, value);
        }
        int found = find(name);
        if (found >= 0) {
            JsonNode before = values[found];
            values[found] = value;
            return before;
        }
        if (size == FEW) {
            Map<String, JsonNode> all = new LinkedHashMap<>(this);
            all.put(name, value);
            many = all;
            return null;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        hashes[size] = name.hashCode();
        values[size++] = value;
        return null;
    }

    @Override
    public @Nullable JsonNode remove(@Nullable Object name) {
        if (many != null) {
            return many.remove(name);
        }
        int found = find(name);
        if (found < 0) {
            return null;
        }
        JsonNode before = values[found];
        remove(found);
        return before;
    }

    private void remove(int at) {
        int behind = --size - at;
        names = names.clone();
        hashes = hashes.clone();
        System.arraycopy(names, at + 1, names, at, behind);
        System.arraycopy(hashes, at + 1, hashes, at, behind);
        System.arraycopy(values, at + 1, values, at, behind);
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
        return many == null ? new Entries() : many.entrySet();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, JsonNode>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Map.Entry<String, JsonNode> next() {
                    if (next == size) {
                        throw new NoSuchElementException();
                    }
                    return Map.entry(names[next], values[next++]);
                }

                @Override
                public void remove() {
                    FewFields.this.remove(--next);
                }
            };
        }
    }
}
