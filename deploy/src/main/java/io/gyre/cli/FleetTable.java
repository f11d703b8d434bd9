package io.gyre.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.wire.FleetResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Roll-ups from Kafka for people: one analysis, slice by slice, and what the slices add up to. */
final class FleetTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Detail LITTLE = new Detail(5);

    private final List<Slice> slices;
    private final TreeMap<String, Long> sums = new TreeMap<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> lines = new HashSet<>();
    private final Set<String> incomplete = new HashSet<>();

    private record Slice(FleetResult rollup, JsonNode json) {}

    /** @param rollups of one analysis, in the order of time; not empty */
    FleetTable(Collection<FleetResult> rollups) {
        slices = rollups.stream().map(rollup -> new Slice(rollup, json(rollup))).toList();
        for (Slice slice : slices) {
            slice.json.path("sums").properties()
                    .forEach(sum -> sums.merge(sum.getKey(), sum.getValue().asLong(), Long::sum));
            slice.json.path("took_part").forEach(line -> {
                hosts.add(line.path("host").asText());
                lines.add(line.toString());
            });
            slice.json.path("incomplete").forEach(line -> incomplete.add(key(line)));
        }
    }

    private static String key(JsonNode line) {
        return line.path("host") + "/" + line.path("session") + "/" + line.path("created");
    }

    private static JsonNode json(FleetResult rollup) {
        try {
            return JSON.readTree(rollup.json());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the roll-up of " + rollup.slice().key() + " is no JSON", e);
        }
    }

    @Override
    public String toString() {
        var heads = new ArrayList<>(List.of("slice", "hosts", "lines", "incomplete"));
        heads.addAll(sums.keySet());
        var table = new TextTable(heads.toArray(String[]::new));
        slices.stream().limit(LITTLE.top())
                .forEach(slice -> table.row(cells(TextTable.time(slice.rollup.slice().beginNs()), slice.rollup.hosts(),
                        slice.rollup.lines(), slice.rollup.incompleteLines(),
                        sums.keySet().stream().map(sum -> slice.json.path("sums").path(sum).asLong()).toList())));
        table.row(cells("all", hosts.size(), lines.size(), incomplete.size(), List.copyOf(sums.values())));
        return slices.getFirst().rollup.slice().analysis() + " of the fleet\n" + table
                + LITTLE.more(slices.size(), "slices");
    }

    private static Object[] cells(String when, long hosts, long lines, long incomplete, List<Long> sums) {
        var cells = new ArrayList<Object>(List.of(when, hosts, lines, incomplete));
        cells.addAll(sums);
        return cells.toArray();
    }
}
