package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Hits of probes for people. */
final class ProbesText {
    private static final List<String> FIGURES = List.of("min (µs)", "avg (µs)", "max (µs)", "stdev (µs)");

    private ProbesText() {}

    static String of(ProbeUse use, Detail detail) {
        if (use.isNothing()) {
            return "no probe was hit\n";
        }
        ThreadNames names = use.names();
        return Detail.parts(
                rows(use.hits(), names, detail, heads("hits", "per second", "intervals", "probe", "process")),
                use.calls().isNothing()
                        ? ""
                        : rows(use.calls(), names, detail,
                                heads("returns", "per second", "calls", "function", "process")),
                steps(use.steps(), detail), detail.ofAll(spread(use.hits())));
    }

    /** {@return the heads with those of durations before the last two} */
    private static String[] heads(String... heads) {
        var all = new ArrayList<>(Arrays.asList(heads));
        all.addAll(heads.length - 2, FIGURES);
        return all.toArray(String[]::new);
    }

    private static String rows(Measured measured, ThreadNames names, Detail detail, String[] heads) {
        List<ProbeRow> rows = ProbeRow.of(measured, names);
        var table = detail.table(heads);
        rows.stream().limit(detail.top()).forEach(row -> {
            Durations took = row.counted().durations();
            String process = row.pid() < 0
                    ? names.comm(row.pid())
                    : names.processName(row.pid()) + " (" + row.pid() + ")";
            table.row(row.counted().count(), row.perSecond().toPlainString(), took.count(), min(took),
                    TextTable.micros(took.meanNs()), TextTable.micros(took.maxNs()), TextTable.micros(took.stdevNs()),
                    row.probe(), process);
        });
        return table + detail.more(rows.size(), "rows");
    }

    private static String min(Durations took) {
        return TextTable.micros(took.isNone() ? 0 : took.minNs());
    }

    private static String steps(SortedMap<Step, Durations> steps, Detail detail) {
        if (steps.isEmpty()) {
            return "";
        }
        var table = detail.table("steps", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "from", "to");
        ProbeRow.byCount(steps).stream().limit(detail.top()).forEach(step -> {
            Durations took = step.getValue();
            table.row(took.count(), min(took), TextTable.micros(took.meanNs()), TextTable.micros(took.maxNs()),
                    TextTable.micros(took.stdevNs()), step.getKey().from(), step.getKey().to());
        });
        return detail.ofAll(table + detail.more(steps.size(), "steps"));
    }

    /** {@return the intervals of the probe that was hit most} */
    private static String spread(Measured hits) {
        String most = hits.spreads().entrySet().stream()
                .max(Map.Entry.<String, Spread>comparingByValue(Comparator.comparingLong(Spread::count))
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey).orElse("");
        Spread spread = hits.spreads().getOrDefault(most, Spread.NONE);
        return spread.durations().isNone()
                ? ""
                : "from hit to hit of " + most + " in a thread\n" + Bars.of(spread.durations().histogram());
    }
}
