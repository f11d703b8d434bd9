package io.gyre.analysis.fleet;

import io.gyre.analysis.Completeness;
import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.fleet.FleetReport.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fleet for people: its slices, what they add up to, and from which lines something is missing. */
record FleetText(Fleet fleet, Detail detail) {

    @Override
    public String toString() {
        FleetRollup whole = fleet.whole();
        var parts = new ArrayList<Object>();
        parts.add(slices() + detail.more(fleet.slices().size(), "slices"));
        whole.figures().distributions().forEach((name, spread) -> {
            if (!spread.isNone()) {
                parts.add(name + ": " + String.format(Locale.ROOT, "%,d", spread.durations().count()) + ", median "
                        + Bars.duration(spread.percentileNs(500)) + ", 99 % within "
                        + Bars.duration(spread.percentileNs(990)) + ", longest "
                        + Bars.duration(spread.durations().maxNs()) + "\n" + Bars.of(spread.histogram()));
            }
        });
        whole.figures().tops().forEach((name, names) -> parts.add(top(name, names)));
        parts.add(incomplete(whole));
        return Detail.parts(parts.toArray());
    }

    private String slices() {
        List<String> sums = List.copyOf(fleet.whole().figures().sums().keySet());
        var heads = new ArrayList<>(List.of("slice", "hosts", "lines", "incomplete"));
        heads.addAll(sums);
        var table = new TextTable(heads.toArray(String[]::new));
        fleet.slices().stream().limit(detail.top())
                .forEach(slice -> table.row(cells(TextTable.time(slice.beginNs()), slice, sums)));
        table.row(cells("all", fleet.whole(), sums));
        return table.toString();
    }

    private static Object[] cells(String when, FleetRollup of, List<String> sums) {
        var cells = new ArrayList<Object>(List.of(when, of.hosts(), of.lines(), of.incompleteLines()));
        sums.forEach(sum -> cells.add(of.figures().sums().getOrDefault(sum, 0L)));
        return cells.toArray();
    }

    private String top(String name, TopNames names) {
        var table = new TextTable(switch (names.unit()) {
            case COUNT -> "count";
            case NANOSECONDS -> "time";
            case BYTES -> "bytes";
        }, "of all", name);
        names.rows().stream().limit(detail.top()).forEach(row -> table.row(switch (names.unit()) {
            case COUNT, BYTES -> row.weight();
            case NANOSECONDS -> TextTable.milliseconds(row.weight());
        }, TextTable.percent(row.weight(), names.total()), row.name()));
        String error = names.maxError() == 0
                ? ""
                : "each at most " + TextTable.percent(names.maxError(), names.total()) + " of all too large\n";
        return names.rows().isEmpty() ? "" : table + detail.more(names.rows().size(), "names") + error;
    }

    private String incomplete(FleetRollup whole) {
        var text = new StringBuilder();
        for (Participant line : whole.incomplete().stream().limit(detail.top()).toList()) {
            text.append("! ").append(line.line()).append(": ").append(missing(line.missing())).append('\n');
        }
        return text + detail.more(whole.incompleteLines(), "lines from which something is missing");
    }

    private static String missing(Completeness missing) {
        return Stream.of(count(missing.discardedEvents(), "events discarded"),
                count(missing.discardedPackets(), "packets lost"), count(missing.lateEvents(), "events late"),
                count(missing.gaps(), "gaps")).filter(what -> !what.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String count(long count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, what);
    }
}
