package io.gyre.analysis.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * {@code events}: how many events of each class there were, when the first and the last one were, and how many came per second.
 *
 * <pre>
 * {"events": 3, "by_class": {"sched_switch": 2, "irq_handler_entry": 1},
 *  "begin_ns": 1795426100913625725, "end_ns": 1795426100913999999}
 * </pre>
 *
 * <p>Of a fleet: {@code events}, and by name the {@code classes} with most of them.
 *
 * <p>Without any event {@code begin_ns} and {@code end_ns} are null.
 */
public final class EventsAnalysis extends DescribedAnalysis<EventCounts> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    public EventsAnalysis() {
        super("events", "events by class and their rates, first and last event", EventsFold::new,
                new Partials<>(1, EventCounts.NONE, EventCounts::plus, EventCounts::write, EventCounts::read));
    }

    @Override
    public void json(View<EventCounts> view, ObjectNode entry) {
        EventCounts counts = view.value();
        entry.put("events", counts.events());
        ObjectNode byClass = entry.putObject("by_class");
        counts.byClass().forEach(byClass::put);
        boolean none = counts.byClass().isEmpty();
        entry.put("begin_ns", none ? null : Long.valueOf(counts.firstNs()));
        entry.put("end_ns", none ? null : Long.valueOf(counts.lastNs()));
    }

    @Override
    public String text(View<EventCounts> view, Detail detail) {
        EventCounts counts = view.value();
        long ns = counts.byClass().isEmpty() ? 0 : counts.lastNs() - counts.firstNs();
        var table = detail.table("events", "per second", "class");
        counts.byClass().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(row -> table.row(row.getValue(), perSecond(row.getValue(), ns), row.getKey()));
        table.row(counts.events(), perSecond(counts.events(), ns), "total");
        return table.toString();
    }

    @Override
    public Optional<FleetFigures> fleet(View<EventCounts> view) {
        if (view.value().byClass().isEmpty()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        var tally = new FiguresTally();
        tally.sum("events", view.value().events());
        view.value().byClass().forEach((name, count) -> tally.top("classes", Unit.COUNT, name, count));
        return Optional.of(tally.figures());
    }

    private static long perSecond(long events, long ns) {
        return ns <= 0 ? 0 : Math.round((double) events * NS_PER_SECOND / ns);
    }
}
