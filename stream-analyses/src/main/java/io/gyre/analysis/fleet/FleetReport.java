package io.gyre.analysis.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The roll-ups of lines that are analysed in process, one after the other in the order of their keys, as {@link
 * io.gyre.analysis.LocalReport} answers for them: by slice, and over all of their time. What it keeps grows with the slices, not with the lines.
 */
public final class FleetReport {
    private final TreeMap<String, TreeMap<Long, Slice>> slices = new TreeMap<>();
    private final TreeMap<String, FleetTally> whole = new TreeMap<>();

    /** Tells lines with one key apart, which a folder with copies of a line may have. */
    private long line;

    private record Slice(Window range, FleetTally tally) {}

    /** What the lines did together, as one analysis sees it: over all slices, and in each of them in the order of time. */
    public record Fleet(FleetRollup whole, List<FleetRollup> slices) {
        public Fleet {
            slices = List.copyOf(slices);
        }
    }

    /** Takes an answer about a slice; passes over others. */
    public void slice(LineResult<?> answer) {
        if (answer.scope() == Scope.SLICE) {
            answer.fleet().ifPresent(figures -> slices
                    .computeIfAbsent(answer.analysis().name(), any -> new TreeMap<>())
                    .computeIfAbsent(answer.range().afterNs(), any -> new Slice(answer.range(), new FleetTally()))
                    .tally().add(answer.line(), line, answer.completeness(), figures));
        }
    }

    /** Takes the answers about a whole line, after those about its slices. */
    public void line(LineReport report) {
        for (LineResult<?> answer : report.results()) {
            Optional<FleetFigures> figures = answer.scope() == Scope.LINE ? answer.fleet() : Optional.empty();
            figures.ifPresent(of -> whole.computeIfAbsent(answer.analysis().name(), any -> new FleetTally())
                    .add(answer.line(), line, answer.completeness(), of));
        }
        line++;
    }

    /** {@return the roll-ups by analysis}; the report takes no more answers. */
    public SortedMap<String, Fleet> fleets() {
        var fleets = new TreeMap<String, Fleet>();
        whole.forEach((analysis, tally) -> {
            var rollups = new ArrayList<FleetRollup>();
            slices.getOrDefault(analysis, new TreeMap<>()).values()
                    .forEach(slice -> rollups.add(slice.tally().rollup(analysis, slice.range())));
            fleets.put(analysis, new Fleet(tally.rollup(analysis, range(rollups)), rollups));
        });
        return fleets;
    }

    private static Window range(List<FleetRollup> slices) {
        return slices.isEmpty()
                ? new Window(Long.MIN_VALUE, Long.MAX_VALUE)
                : new Window(slices.getFirst().range().afterNs(), slices.getLast().range().upToNs());
    }

    /** {@return an object by analysis}: {@code {"whole": {…}, "slices": [{…}, …]}}, each as {@link FleetRollup} says. */
    public static ObjectNode json(SortedMap<String, Fleet> fleets) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        fleets.forEach((analysis, fleet) -> {
            ObjectNode entry = node.putObject(analysis);
            entry.set("whole", fleet.whole().json());
            ArrayNode array = entry.putArray("slices");
            fleet.slices().forEach(slice -> array.add(slice.json()));
        });
        return node;
    }

    /** {@return the same of one analysis for people} */
    public static String text(Fleet fleet, Detail detail) {
        return new FleetText(fleet, detail).toString();
    }
}
