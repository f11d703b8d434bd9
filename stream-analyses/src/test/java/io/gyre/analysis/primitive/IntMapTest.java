package io.gyre.analysis.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntMapTest {
    @Test
    void holdsWhatAHashMapHolds() {
        Random random = new Random(3);
        var map = new IntMap<Integer>();
        for (int round = 0; round < 200; round++) {
            var expected = new HashMap<Integer, Integer>();
            for (int left = random.nextInt(300); left > 0; left--) {
                int key = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(80) - 8;
                    case 1 -> random.nextInt();
                    case 2 -> random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
                    default -> random.nextInt(1 << 15);
                };
                assertEquals(expected.get(key), map.get(key));
                map.put(key, left);
                expected.put(key, left);
                assertEquals(expected.size(), map.size());
            }
            var walked = new HashMap<Integer, Integer>();
            map.forEach((value, key) -> assertNull(walked.put(key, value)));
            assertEquals(expected, walked);
            map.clear();
            assertEquals(0, map.size());
            expected.keySet().forEach(key -> assertNull(map.get(key)));
        }
    }
}
