package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A {@link FixedMap} beside a {@link TreeMap} of the same entries. */
@SuppressWarnings("NonApiType") // it is TreeMap that says what is right
class FixedMapTest {
    private static final int ROUNDS = 3000;

    private final Random random = new Random(11);

    private TreeMap<Integer, Long> some(int most) {
        var map = new TreeMap<Integer, Long>();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            map.put(random.nextInt(2 * most) - most, random.nextLong(100));
        }
        return map;
    }

    private static TreeMap<String, Long> named(SortedMap<Integer, Long> map) {
        var named = new TreeMap<String, Long>();
        map.forEach((key, value) -> named.put("k" + key, value));
        return named;
    }

    @Test
    void isTheMapThatItIsMadeOf() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> map = some(12);
            isTheSame(map, FixedMap.of(map));
            isTheSame(named(map), FixedMap.of(named(map)));
        }
    }

    private static <K, V> void isTheSame(TreeMap<K, V> expected, FixedMap<K, V> map) {
        assertEquals(expected, map);
        assertEquals(expected.hashCode(), map.hashCode());
        assertEquals(new ArrayList<>(expected.entrySet()), new ArrayList<>(map.entrySet()));
        assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(map.keySet()));
        assertEquals(new ArrayList<>(expected.values()), new ArrayList<>(map.values()));
        var walked = new ArrayList<>();
        map.forEach((key, value) -> walked.add(key));
        assertEquals(new ArrayList<Object>(expected.keySet()), walked);
        assertEquals(expected, new TreeMap<>(map));
        assertEquals(expected.isEmpty(), map.isEmpty());
        if (!expected.isEmpty()) {
            assertEquals(expected.firstKey(), map.firstKey());
            assertEquals(expected.lastKey(), map.lastKey());
        }
    }

    @Test
    void findsWhatIsThereAndNothingElse() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> map = some(12);
            FixedMap<Integer, Long> fixed = FixedMap.of(map);
            FixedMap<String, Long> named = FixedMap.of(named(map));
            for (int key = -14; key < 14; key++) {
                assertEquals(map.get(key), fixed.get(key));
                assertEquals(map.get(key), named.get("k" + key));
                assertEquals(map.containsKey(key), fixed.containsKey(key));
                assertEquals(map.headMap(key), fixed.headMap(key));
                assertEquals(map.tailMap(key), fixed.tailMap(key));
                assertEquals(map.subMap(key, key + 5), fixed.subMap(key, key + 5));
            }
        }
    }

    @Test
    void joinedMapsHaveTheKeysOfBothAndTheirValuesTogether() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> left = some(1 + random.nextInt(30));
            TreeMap<Integer, Long> right = some(1 + random.nextInt(30));
            var expected = new TreeMap<>(left);
            right.forEach((key, value) -> expected.merge(key, value, (a, b) -> 2 * a - b)); // not commutative
            isTheSame(expected, FixedMap.joined(left, right, (a, b) -> 2 * a - b));
            var ofNames = new TreeMap<>(named(left));
            named(right).forEach((key, value) -> ofNames.merge(key, value, (a, b) -> 2 * a - b));
            isTheSame(ofNames, FixedMap.joined(named(left), named(right), (a, b) -> 2 * a - b));
        }
    }

    @Test
    void asksForEveryKeyOfBothInTheirOrder() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> left = some(12);
            TreeMap<Integer, Long> right = some(12);
            var keys = new TreeMap<>(left);
            keys.putAll(right);
            List<Integer> asked = new ArrayList<>();
            FixedMap<Integer, Long> joined = FixedMap.of(left, right, (key, of, with) -> {
                asked.add(key);
                assertEquals(left.get(key), of);
                assertEquals(right.get(key), with);
                return key % 3 == 0 ? null : Long.valueOf(7L * key);
            });
            assertEquals(new ArrayList<>(keys.keySet()), asked);
            var expected = new TreeMap<Integer, Long>();
            keys.keySet().stream().filter(key -> key % 3 != 0).forEach(key -> expected.put(key, 7L * key));
            isTheSame(expected, joined);
        }
    }

    @Test
    void theLowestAndThoseBeyondAreAll() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> map = some(12);
            int most = random.nextInt(15);
            FixedMap<Integer, Long> fixed = FixedMap.of(map);
            var beyond = new TreeMap<>(map);
            var lowest = new TreeMap<Integer, Long>();
            while (lowest.size() < most && !beyond.isEmpty()) {
                var first = beyond.pollFirstEntry();
                lowest.put(first.getKey(), first.getValue());
            }
            isTheSame(lowest, fixed.lowest(most));
            isTheSame(beyond, fixed.beyond(most));
        }
    }

    @Test
    void changedMapsKeepTheirKeys() {
        TreeMap<Integer, Long> map = some(12);
        var expected = new TreeMap<Integer, String>();
        map.forEach((key, value) -> expected.put(key, "v" + value));
        isTheSame(expected, FixedMap.changed(map, value -> "v" + value));
    }

    @Test
    void isFixed() {
        var map = new TreeMap<>(java.util.Map.of(1, 2L));
        FixedMap<Integer, Long> fixed = FixedMap.of(map);
        map.put(1, 3L);
        assertEquals(2L, fixed.get(1));
        assertThrows(UnsupportedOperationException.class, () -> fixed.put(2, 2L));
        assertThrows(UnsupportedOperationException.class, () -> fixed.values().clear());
        assertThrows(UnsupportedOperationException.class, () -> fixed.entrySet().iterator().next().setValue(4L));
        assertSame(fixed, FixedMap.of(fixed));
        assertNull(FixedMap.<Integer, Long>empty().get(1));
        assertThrows(NoSuchElementException.class, () -> FixedMap.<Integer, Long>empty().firstKey());
        assertThrows(NoSuchElementException.class, () -> FixedMap.<Integer, Long>empty().lastKey());
    }

    @Test
    void aJoinOfWholeMapsRenamedKeysAndSingleEntriesIsTheirSum() {
        for (int round = 0; round < ROUNDS; round++) {
            TreeMap<Integer, Long> left = some(12);
            TreeMap<Integer, Long> right = some(12);
            var join = new MapJoin<Integer, Long>(Long::sum);
            join.addAll(left);
            join.addAll(right, key -> key < 0 ? -key / 2 : key);
            var expected = new TreeMap<>(left);
            right.forEach((key, value) -> expected.merge(key < 0 ? -key / 2 : key, value, Long::sum));
            for (int i = 0; i < 3; i++) {
                int key = random.nextInt(30) - 15;
                join.add(key, 5L);
                expected.merge(key, 5L, Long::sum);
            }
            isTheSame(expected, join.map());
            assertFalse(join.map().containsKey(1000));
        }
    }
}
