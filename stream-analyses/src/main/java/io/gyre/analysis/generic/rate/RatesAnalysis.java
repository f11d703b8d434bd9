package io.gyre.analysis.generic.rate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Series;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code rates}: how many events came over time, by event class and by CPU, in steps of a second (wider ones for long stretches, at most 64).
 *
 * <pre>
 * {"events": 3, "peak_per_second": 2, "from_ns": 1795426100000000000, "step_ns": 1000000000, "counts": [1, 2],
 *  "by_class": [{"class": "sched_switch", "events": 3, "peak_per_second": 2, "from_ns": …, "step_ns": …, "counts": [1, 2]}],
 *  "by_cpu": [{"cpu": 0, "events": 3, …}]}
 * </pre>
 */
public final class RatesAnalysis extends DescribedAnalysis<EventRates> {
    public RatesAnalysis() {
        super("rates", "events per second over time, by class and by CPU", RatesFold::new,
                new Partials<>(1, EventRates.NONE, EventRates::plus, EventRates::write, EventRates::read));
    }

    @Override
    public boolean isEmpty(View<EventRates> view) {
        return view.value().all().isNone();
    }

    @Override
    public void json(View<EventRates> view, ObjectNode entry) {
        EventRates rates = view.value();
        figures(entry, rates.all());
        var classes = entry.putArray("by_class");
        rates.byClass().forEach((name, series) -> figures(classes.addObject().put("class", name), series));
        if (!rates.otherClasses().isNone()) {
            figures(entry.putObject("other_classes"), rates.otherClasses());
        }
        var cpus = entry.putArray("by_cpu");
        rates.byCpu().forEach((cpu, series) -> figures(cpus.addObject().put("cpu", cpu < 0 ? null : cpu), series));
        if (!rates.otherCpus().isNone()) {
            figures(entry.putObject("other_cpus"), rates.otherCpus());
        }
    }

    private static void figures(ObjectNode node, Series series) {
        series.json(node.put("events", series.count()).put("peak_per_second", series.peakPerSecond()));
    }

    @Override
    public String text(View<EventRates> view, Detail detail) {
        EventRates rates = view.value();
        Series all = rates.all();
        Stream<Map.Entry<String, Series>> classes = rates.byClass().entrySet().stream();
        if (!rates.otherClasses().isNone()) {
            classes = Stream.concat(classes, Stream.of(Map.entry("other classes", rates.otherClasses())));
        }
        var byClass = detail.table("events", "peak per second", "class",
                "over time, " + all.widthNs() / 1_000_000_000L + " s a step");
        classes.sorted(Comparator.comparingLong((Map.Entry<String, Series> row) -> -row.getValue().count())
                .thenComparing(Map.Entry.comparingByKey())).limit(detail.top())
                .forEach(row -> row(byClass, row.getKey(), row.getValue(), all));
        row(byClass, "total", all, all);
        var byCpu = detail.table("events", "peak per second", "CPU", "over time");
        rates.byCpu().forEach((cpu, series) -> row(byCpu, cpu < 0 ? "unknown" : cpu.toString(), series, all));
        if (!rates.otherCpus().isNone()) {
            row(byCpu, "others", rates.otherCpus(), all);
        }
        return Detail.parts(byClass + detail.more(rates.byClass().size(), "classes"), byCpu);
    }

    private static void row(TextTable table, String name, Series series, Series all) {
        table.row(series.count(), series.peakPerSecond(), name, series.bars(all));
    }
}
