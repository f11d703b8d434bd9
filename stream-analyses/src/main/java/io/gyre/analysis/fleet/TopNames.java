package io.gyre.analysis.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * The names with most weight, at most {@value TopSketch#MOST_NAMES}: what {@link TopSketch} has kept.
 *
 * <p>As long as there were no more names than that, every figure is exact. With more, a figure is between {@link Row#atLeast} and {@link
 * Row#weight}, which differ by {@code maxError}; that is at most 3.5/{@value TopSketch#MAP_SIZE} (0.18 %) of {@code total}, however many sketches
 * were merged, and no name with more weight than {@code maxError} is missing.
 *
 * @param total the weight of all names together, exactly
 * @param maxError by how much a figure may be too small or a missing name be missed; 0 when all are exact
 * @param atLeast by name, what it has at least; all positive
 */
public record TopNames(Unit unit, long total, long maxError, SortedMap<String, Long> atLeast) {

    public TopNames {
        atLeast = Collections.unmodifiableSortedMap(atLeast);
    }

    /**
     * One name.
     *
     * @param weight what it has at most
     * @param atLeast what it has at least; the same when figures are exact
     */
    public record Row(String name, long weight, long atLeast) {}

    /** {@return the names that are known, those with most weight first, names of equal weight in their order} */
    public List<Row> rows() {
        return atLeast.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue() + maxError, entry.getValue()))
                .sorted(Comparator.comparingLong(Row::weight).reversed().thenComparing(Row::name)).toList();
    }

    /** Adds {@code total}, {@code max_error} and {@code names}: {@code [{"name": "read", "count": 3, "at_least": 3}]}. */
    void json(ObjectNode node, int most) {
        node.put("total", total).put("max_error", maxError);
        ArrayNode names = node.putArray("names");
        rows().stream().limit(most).forEach(row -> names.addObject().put("name", row.name())
                .put(unit.key(), row.weight()).put("at_least", row.atLeast()));
    }

    void write(PartialOutput out) {
        out.writeUnsigned(unit.code());
        out.writeUnsigned(total);
        out.writeUnsigned(maxError);
        out.writeUnsigned(atLeast.size());
        atLeast.forEach((name, weight) -> {
            out.writeString(name);
            out.writeUnsigned(weight);
        });
    }

    static TopNames read(PartialInput in) throws PartialFormatException {
        long code = in.readUnsigned();
        Unit unit = Arrays.stream(Unit.values()).filter(any -> any.code() == code).findFirst()
                .orElseThrow(() -> corrupt("no unit has the number " + code));
        long total = in.readUnsigned();
        long maxError = in.readUnsigned();
        var atLeast = in.readMap(2, PartialInput::readString, PartialInput::readUnsigned);
        if (atLeast.size() > TopSketch.MOST_NAMES || total < 0 || maxError < 0
                || atLeast.values().stream().anyMatch(weight -> weight <= 0)) {
            throw corrupt("names that no sketch keeps");
        }
        return new TopNames(unit, total, maxError, atLeast);
    }

    private static PartialFormatException corrupt(String what) {
        return new PartialFormatException(PartialFormatException.Kind.CORRUPT, what);
    }
}
