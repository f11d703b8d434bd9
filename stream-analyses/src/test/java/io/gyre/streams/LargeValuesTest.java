package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeValuesTest {
    private static final Bytes KEY = Bytes.wrap(new byte[]{ 7, 0, 9});

    private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("values").get();
    private final LargeValues values = new LargeValues(store);

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private List<KeyValue<Bytes, byte[]>> entries() {
        var entries = new ArrayList<KeyValue<Bytes, byte[]>>();
        try (var all = store.all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, LargeValues.PART_BYTES, LargeValues.PART_BYTES + 1, 3 * LargeValues.PART_BYTES})
    void whatIsPutIsGotInEntriesOfLimitedSize(int length) {
        byte[] value = random(length);
        values.put(KEY, value);
        assertArrayEquals(value, values.get(KEY));
        assertTrue(entries().stream().allMatch(entry -> entry.value.length <= LargeValues.PART_BYTES + 1));
    }

    @Test
    void shrinkingAndDeletingLeavesNothingBehind() {
        values.put(KEY, random(5 * LargeValues.PART_BYTES));
        assertEquals(6, entries().size());
        byte[] smaller = random(2 * LargeValues.PART_BYTES - 1);
        values.put(KEY, smaller);
        assertEquals(3, entries().size());
        assertArrayEquals(smaller, values.get(KEY));
        values.put(KEY, random(4));
        assertEquals(1, entries().size());
        values.delete(KEY);
        assertEquals(0, entries().size());
        assertNull(values.get(KEY));
    }

    @Test
    void whatIsTheSameIsNotWrittenAgain() {
        values.put(KEY, random(3 * LargeValues.PART_BYTES));
        List<byte[]> before = entries().stream().map(entry -> entry.value).toList();
        values.put(KEY, random(3 * LargeValues.PART_BYTES));
        List<byte[]> after = entries().stream().map(entry -> entry.value).toList();
        for (int i = 0; i < before.size(); i++) {
            assertSame(before.get(i), after.get(i), "entry " + i + " was written again");
        }
    }

    @Test
    void partsThatAreMissingOrChangedAreNoticed() {
        values.put(KEY, random(3 * LargeValues.PART_BYTES));
        KeyValue<Bytes, byte[]> part = entries().getLast();
        byte[] other = part.value.clone();
        other[17] ^= 1;
        store.put(part.key, other);
        assertThrows(StateException.class, () -> values.get(KEY));
        store.delete(part.key);
        assertThrows(StateException.class, () -> values.get(KEY));
    }
}
