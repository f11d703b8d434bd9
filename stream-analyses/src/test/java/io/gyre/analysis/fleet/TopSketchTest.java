package io.gyre.analysis.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the sketch says, beside what an exact count says. */
class TopSketchTest {
    private static final double EPSILON = 3.5 / 2048;
    private static final int HOSTS = 40;
    private static final int NAMES = 20_000;

    private final Map<String, Long> exact = new HashMap<>();
    private long total;

    /** {@return hosts that each have thousands of names, some common to all and heavy, most of them rare and their own} */
    private List<TopNames> hosts(Random random) {
        var hosts = new ArrayList<TopNames>();
        for (int host = 0; host < HOSTS; host++) {
            var sketch = new TopSketch(Unit.COUNT);
            for (int i = 0; i < 10_000; i++) {
                int rank = (int) (NAMES * Math.pow(random.nextDouble(), 4));
                String name = "name-" + (rank < 200 ? rank : rank * HOSTS + host);
                long weight = 1L + random.nextInt(9);
                sketch.add(name, weight);
                exact.merge(name, weight, Long::sum);
                total += weight;
            }
            hosts.add(sketch.names());
        }
        return hosts;
    }

    private static TopNames merged(List<TopNames> parts) {
        var sketch = new TopSketch(Unit.COUNT);
        parts.forEach(sketch::add);
        return sketch.names();
    }

    private void check(TopNames names) {
        assertEquals(total, names.total());
        assertTrue(names.maxError() > 0, "so many names do not fit");
        assertTrue(names.maxError() <= EPSILON * total, names.maxError() + " of " + total);
        assertTrue(names.rows().size() <= TopSketch.MOST_NAMES);
        for (TopNames.Row row : names.rows()) {
            long is = exact.getOrDefault(row.name(), 0L);
            assertTrue(row.atLeast() <= is && is <= row.weight(), row + " is " + is);
        }
        exact.forEach((name, weight) -> assertTrue(weight <= names.maxError() || names.atLeast().containsKey(name),
                name + " with " + weight + " is missing"));
    }

    @Test
    void boundHoldsOverManyHostsMergedAtOnce() {
        for (int seed = 0; seed < 5; seed++) {
            exact.clear();
            total = 0;
            check(merged(hosts(new Random(seed))));
        }
    }

    @Test
    void boundHoldsHoweverOftenSketchesAreMerged() {
        List<TopNames> level = hosts(new Random(7));
        while (level.size() > 1) {
            var next = new ArrayList<TopNames>();
            for (int i = 0; i < level.size(); i += 3) {
                next.add(merged(level.subList(i, Math.min(level.size(), i + 3))));
            }
            level = next;
        }
        check(level.getFirst());
    }

    @Test
    void figuresAreExactWhileAllNamesFit() {
        var sketch = new TopSketch(Unit.NANOSECONDS);
        var expected = new TreeMap<String, Long>();
        for (int i = 0; i < TopSketch.MOST_NAMES; i++) {
            sketch.add("name-" + i, i);
            sketch.add("name-" + i, 3);
            expected.put("name-" + i, i + 3L);
        }
        TopNames names = sketch.names();
        assertEquals(0, names.maxError());
        assertEquals(expected, names.atLeast());
    }

    @Test
    void weightsThatAreNotPositiveAndEndsOfLongNamesDoNotCount() {
        var sketch = new TopSketch(Unit.COUNT);
        sketch.add("none", 0);
        sketch.add("less", -5);
        sketch.add("x".repeat(255) + "left", 1);
        sketch.add("x".repeat(255) + "right", 2);
        assertEquals(new TopNames(Unit.COUNT, 3, 0, new TreeMap<>(Map.of("x".repeat(255), 3L))), sketch.names());
    }
}
