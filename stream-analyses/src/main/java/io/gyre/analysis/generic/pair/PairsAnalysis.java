package io.gyre.analysis.generic.pair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pairs-NAME-DIGEST}: how long it took from one event to another with the same key. What a second begin of a key finds open is not
 * ended; a pair belongs to the stretch in which it ends.
 *
 * <pre>
 * {"declaration": "reads: …", "latency": {"count": 3, "min_ns": …, "histogram": […]},
 *  "by_key": [{"key": [1234], "count": 3, …}], "longest": [{"key": [1234], "begin_ns": …, "end_ns": …, "duration_ns": …}],
 *  "unbegun": 0, "unended": 0, "open": 1, "dropped": 0}
 * </pre>
 *
 * <p>Of a fleet: the {@code pairs}, their {@code latency} and its spread, those {@code unbegun}, {@code unended} and {@code dropped}; the {@code keys} with
 * most pairs and with most {@code time}.
 */
public final class PairsAnalysis extends DescribedAnalysis<PairFigures> {
    private final PairDeclaration declaration;

    PairsAnalysis(PairDeclaration declaration) {
        super(declaration.analysisName(), "latency of " + declaration.text(), () -> new PairsFold(declaration),
                new Partials<>(1, PairFigures.NONE, PairFigures.CLOSED, PairFigures::followedBy, PairEncoding::write,
                        PairEncoding::read));
        this.declaration = declaration;
    }

    private static PairFigures shown(View<PairFigures> view) {
        // Before a line there is nothing.
        PairFigures before = view.afterNs() == Long.MIN_VALUE ? PairFigures.CLOSED : view.before().opens();
        return before.followedBy(view.value());
    }

    @Override
    public boolean isEmpty(View<PairFigures> view) {
        return shown(view).isNothing();
    }

    @Override
    public void json(View<PairFigures> view, ObjectNode entry) {
        PairFigures figures = shown(view);
        entry.put("declaration", declaration.text());
        figures.latencies().json(entry.putObject("latency"));
        var byKey = entry.putArray("by_key");
        figures.byKey().forEach((key, durations) -> {
            ObjectNode node = byKey.addObject();
            key.json(node.putArray("key"));
            durations.json(node);
        });
        if (!figures.otherKeys().isNone()) {
            figures.otherKeys().json(entry.putObject("other_keys"));
        }
        var longest = entry.putArray("longest");
        for (LongPair pair : figures.longest()) {
            ObjectNode node = longest.addObject();
            pair.key().json(node.putArray("key"));
            node.put("begin_ns", pair.beginNs()).put("end_ns", pair.endNs()).put("duration_ns", pair.lengthNs());
        }
        entry.put("unbegun", figures.unbegun()).put("unended", figures.unended()).put("open", figures.open())
                .put("dropped", figures.dropped());
    }

    @Override
    public Optional<FleetFigures> fleet(View<PairFigures> view) {
        if (view.value().isNothing()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        PairFigures figures = shown(view);
        var tally = new FiguresTally();
        tally.sum("pairs", figures.latencies().durations().count());
        tally.sum("unbegun", figures.unbegun());
        tally.sum("unended", figures.unended());
        tally.sum("dropped", figures.dropped());
        tally.distribution("latency", figures.latencies());
        figures.byKey().forEach((key, durations) -> {
            tally.top("keys", Unit.COUNT, key.toString(), durations.count());
            tally.top("time", Unit.NANOSECONDS, key.toString(), durations.sum().toLong());
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<PairFigures> view, Detail detail) {
        PairFigures figures = shown(view);
        var text = new StringBuilder(declaration.text()).append("\n\n");
        var table = detail.table("pairs", "min µs", "mean µs", "max µs", "stdev µs", "key");
        if (!declaration.beginKey().isEmpty()) {
            figures.byKey().entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<Key, Durations> row) -> row.getValue().sum().toBigInteger())
                            .reversed().thenComparing(Map.Entry.comparingByKey()))
                    .limit(detail.top()).forEach(row -> row(table, row.getKey().toString(), row.getValue()));
            if (!figures.otherKeys().isNone()) {
                row(table, "other keys", figures.otherKeys());
            }
        }
        row(table, "total", figures.latencies().durations());
        text.append(table).append(detail.more(declaration.beginKey().isEmpty() ? 0 : figures.byKey().size(), "keys"));
        text.append(String.format(Locale.ROOT, "%,d without a begin, %,d without an end, %,d open\n", figures.unbegun(),
                figures.unended(), figures.open()));
        if (figures.dropped() > 0) {
            text.append(String.format(Locale.ROOT, "%,d not followed: too many keys at a time\n", figures.dropped()));
        }
        if (!figures.longest().isEmpty()) {
            text.append('\n').append(longest(figures, detail));
            text.append('\n').append(Bars.of(figures.latencies().histogram()));
        }
        return detail.ofAll(text.toString());
    }

    private static TextTable longest(PairFigures figures, Detail detail) {
        var table = detail.table("begin", "end", "duration µs", "key");
        figures.longest().stream().limit(detail.top()).forEach(pair -> table.row(TextTable.time(pair.beginNs()),
                TextTable.time(pair.endNs()), TextTable.micros(pair.lengthNs()), pair.key().toString()));
        return table;
    }

    private static void row(TextTable table, String key, Durations durations) {
        table.row(durations.count(), TextTable.micros(durations.isNone() ? 0 : durations.minNs()),
                TextTable.micros(durations.meanNs()), TextTable.micros(durations.maxNs()),
                TextTable.micros(durations.stdevNs()), key);
    }
}
