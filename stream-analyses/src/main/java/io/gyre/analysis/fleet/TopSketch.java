package io.gyre.analysis.fleet;

import java.util.Arrays;
import java.util.TreeMap;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;

/**
 * Keeps the names with most weight, in a Frequent Items sketch of Apache DataSketches (Anderson et al., "A High-Performance Algorithm for
 * Identifying Frequent Items in Data Streams", 2017). When it is full it takes a median weight from all names and forgets those that have
 * nothing left.
 *
 * <p>Sketches are merged by feeding one with what others are sure of, name by name in their order, and adding up what they are not sure of: what
 * comes out depends on what was added in which order, and neither on the layout of a table in memory nor on the library's stored form. Each weight is
 * taken from {@value #MOST_NAMES}/2 names or more at a time and from each at most once, on whichever level of merging; so errors add up to no
 * more than one sketch over everything would have.
 */
final class TopSketch {
    /** Entries of the sketch's table, three quarters of which hold names. */
    static final int MAP_SIZE = 1 << 11;
    static final int MOST_NAMES = MAP_SIZE * 3 / 4;
    /** LTTng's longest name of an event. Names with the same beginning of this length count as one. */
    static final int MOST_NAME_CHARS = 255;

    private final Unit unit;
    private final FrequentItemsSketch<String> sketch = new FrequentItemsSketch<>(MAP_SIZE);
    private long total;
    private long errors;

    TopSketch(Unit unit) {
        this.unit = unit;
    }

    /** @param weight nothing is added when it is not positive */
    void add(String name, long weight) {
        if (weight > 0) {
            sketch.update(name.length() <= MOST_NAME_CHARS ? name : name.substring(0, MOST_NAME_CHARS), weight);
            total += weight;
        }
    }

    void add(TopNames names) {
        names.atLeast().forEach(sketch::update);
        total += names.total();
        errors += names.maxError();
    }

    TopNames names() {
        var atLeast = new TreeMap<String, Long>();
        for (Row<String> row : Arrays.asList(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))) {
            atLeast.put(row.getItem(), row.getLowerBound());
        }
        return new TopNames(unit, total, errors + sketch.getMaximumError(), atLeast);
    }
}
