package io.gyre.analysis.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
public final class EventsAnalysis implements Analysis<EventCounts> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String summary() {
        return "events by class and their rates, first and last event";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<EventCounts> newFold() {
        return new EventsFold();
    }

    @Override
    public EventCounts empty() {
        return EventCounts.NONE;
    }

    @Override
    public EventCounts merge(EventCounts left, EventCounts right) {
        return left.plus(right);
    }

    @Override
    public void write(EventCounts partial, PartialOutput out) {
        out.writeSigned(partial.firstNs());
        out.writeSigned(partial.lastNs());
        out.writeUnsigned(partial.byClass().size());
        partial.byClass().forEach((name, count) -> {
            out.writeString(name);
            out.writeUnsigned(count);
        });
    }

    @Override
    public EventCounts read(PartialInput in, int version) throws PartialFormatException {
        long firstNs = in.readSigned();
        long lastNs = in.readSigned();
        int classes = in.readCount(2);
        var byClass = new TreeMap<String, Long>();
        for (int i = 0; i < classes; i++) {
            byClass.put(in.readString(), in.readUnsigned());
        }
        return new EventCounts(byClass, firstNs, lastNs);
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
