package io.gyre.analysis.fleet;

import io.gyre.analysis.figures.Distribution;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Figures being added up. Names of figures are an analysis's own, fixed ones: lower case letters, digits and {@code _}; of one analysis, at most
 * {@value #MOST_SUMS} sums, {@value #MOST_DISTRIBUTIONS} distributions and {@value #MOST_TOPS} tables of names.
 */
public final class FiguresTally {
    static final int MOST_SUMS = 16;
    static final int MOST_DISTRIBUTIONS = 8;
    static final int MOST_TOPS = 4;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final TreeMap<String, Long> sums = new TreeMap<>();
    private final TreeMap<String, Distribution> distributions = new TreeMap<>();
    private final TreeMap<String, TopSketch> tables = new TreeMap<>();

    /** @throws IllegalArgumentException when there are too many sums, or this is no name of one; so the other methods */
    public void sum(String name, long value) {
        check(name, sums, MOST_SUMS);
        sums.merge(name, value, Long::sum);
    }

    public void distribution(String name, Distribution value) {
        check(name, distributions, MOST_DISTRIBUTIONS);
        distributions.merge(name, value, Distribution::plus);
    }

    /**
     * Adds to what one of the names in a table has.
     *
     * @param name any text; its first 255 characters count
     * @param weight nothing is added when it is not positive
     */
    public void top(String table, Unit unit, String name, long weight) {
        table(table, unit).add(name, weight);
    }

    private TopSketch table(String name, Unit unit) {
        check(name, tables, MOST_TOPS);
        return tables.computeIfAbsent(name, any -> new TopSketch(unit));
    }

    /** Adds all of some figures. */
    public void add(FleetFigures figures) {
        figures.sums().forEach(this::sum);
        figures.distributions().forEach(this::distribution);
        figures.tops().forEach((name, names) -> table(name, names.unit()).add(names));
    }

    private static void check(String name, SortedMap<String, ?> known, int most) {
        if (known.containsKey(name)) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a figure cannot be named \"" + name
                    + "\": a lower case letter, then lower case letters, digits and underscores, at most 32");
        }
        if (known.size() == most) {
            throw new IllegalArgumentException(
                    name + " is one figure too many: there are " + String.join(", ", known.keySet()));
        }
    }

    /** {@return what has been added so far} */
    public FleetFigures figures() {
        var tops = new TreeMap<String, TopNames>();
        tables.forEach((name, table) -> tops.put(name, table.names()));
        return new FleetFigures(new TreeMap<>(sums), new TreeMap<>(distributions), tops);
    }
}
