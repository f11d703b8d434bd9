package io.gyre.analysis.kernel.irq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.Optional;
import java.util.SortedSet;

/**
 * {@code irq}: how long the handlers of hardware interrupts and soft interrupts ran, and how long soft interrupts waited from the first
 * raise to their entry.
 *
 * <pre>
 * {"hard": [{"irq": 32, "name": "virtio1-req.2", "count": 2, "min_ns": 5, …, "histogram": […], "unhandled": 0}],
 *  "soft": [{"vec": 1, "name": "TIMER", "count": 2, …, "raise": {"count": 2, "min_ns": 5, …}}],
 *  "longest": [{"from_ns": 100, "to_ns": 115, "duration_ns": 15, "kind": "hard", "number": 32, "name": "virtio1-req.2", "cpu": 0}]}
 * </pre>
 *
 * <p>Of a fleet: how many {@code hard}, {@code soft} and {@code raised} ones there were, how long they took or waited, and by name those with most time;
 * {@code unhandled} ones.
 *
 * <p>In {@code longest}, {@code kind} is {@code hard}, {@code soft} or {@code raised}: waiting. An interrupt belongs to the window or slice in
 * which it ends.
 */
public final class IrqAnalysis extends DescribedAnalysis<IrqUse> {
    public IrqAnalysis() {
        super("irq", "hard and soft interrupts: duration, raise latency", IrqFold::new,
                new Partials<>(IrqEncoding.VERSION, IrqUse.NONE, IrqUse.GAP, IrqUse::followedBy, IrqEncoding::write,
                        IrqEncoding::read));
    }

    @Override
    public boolean isEmpty(View<IrqUse> view) {
        return view.value().open().isEmpty();
    }

    @Override
    public void json(View<IrqUse> view, ObjectNode entry) {
        IrqUse use = IrqUse.resolved(view);
        ArrayNode hard = entry.putArray("hard");
        use.numbers(Kind.HARD).forEach(irq -> {
            var interrupt = new Interrupt(Kind.HARD, irq);
            use.spread(interrupt).json(hard.addObject().put("irq", irq).put("name", use.name(interrupt)))
                    .put("unhandled", use.unhandled().getOrDefault(irq, 0L));
        });
        ArrayNode soft = entry.putArray("soft");
        SortedSet<Integer> vectors = use.numbers(Kind.SOFT);
        vectors.addAll(use.numbers(Kind.RAISED));
        vectors.forEach(vector -> {
            var interrupt = new Interrupt(Kind.SOFT, vector);
            ObjectNode row = soft.addObject().put("vec", vector).put("name", use.name(interrupt));
            use.spread(new Interrupt(Kind.RAISED, vector)).json(use.spread(interrupt).json(row).putObject("raise"));
        });
        ArrayNode longest = entry.putArray("longest");
        use.longest().forEach(span -> longest.addObject().put("from_ns", span.fromNs()).put("to_ns", span.toNs())
                .put("duration_ns", span.lengthNs()).put("kind", span.interrupt().kind().word())
                .put("number", span.interrupt().number()).put("name", use.name(span.interrupt()))
                .put("cpu", span.cpu()));
    }

    @Override
    public Optional<FleetFigures> fleet(View<IrqUse> view) {
        IrqUse use = IrqUse.resolved(view);
        var tally = new FiguresTally();
        for (Kind kind : Kind.values()) {
            Distribution all = use.numbers(kind).stream().map(number -> use.spread(new Interrupt(kind, number)))
                    .reduce(Distribution.NONE, Distribution::plus);
            tally.sum(kind.word(), all.durations().count());
            tally.sum(kind.word() + "_ns", all.durations().sum().toLong());
            tally.distribution(kind.word(), all);
        }
        tally.sum("unhandled", use.unhandled().values().stream().mapToLong(Long::longValue).sum());
        use.spans().forEach((interrupt, spread) -> tally.top(interrupt.kind().word(), Unit.NANOSECONDS,
                label(use, interrupt), spread.durations().sum().toLong()));
        return Optional.of(tally.figures());
    }

    /** {@return the name, or where nobody told the number}, which differs from machine to machine. */
    private static String label(IrqUse use, Interrupt interrupt) {
        String name = use.name(interrupt);
        return name.isEmpty() ? Integer.toString(interrupt.number()) : name;
    }

    @Override
    public String text(View<IrqUse> view, Detail detail) {
        IrqUse use = IrqUse.resolved(view);
        return table(use, Kind.HARD, "hard interrupt", detail) + table(use, Kind.SOFT, "soft interrupt", detail)
                + table(use, Kind.RAISED, "raised soft interrupt", detail) + longest(use, detail)
                + detail.ofAll(spread(use, Kind.HARD, "hard interrupts") + spread(use, Kind.SOFT, "soft interrupts")
                        + spread(use, Kind.RAISED, "wait of raised soft interrupts"));
    }

    private static String table(IrqUse use, Kind kind, String head, Detail detail) {
        var table = detail.table("count", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "p99 (µs)", "number",
                head);
        SortedSet<Integer> numbers = use.numbers(kind);
        for (int number : numbers) {
            var interrupt = new Interrupt(kind, number);
            Distribution spread = use.spread(interrupt);
            Durations took = spread.durations();
            table.row(took.count(), TextTable.micros(took.minNs()), TextTable.micros(took.meanNs()),
                    TextTable.micros(took.maxNs()), TextTable.micros(took.stdevNs()),
                    TextTable.micros(spread.percentileNs(990)), number, use.name(interrupt));
        }
        return numbers.isEmpty() ? "" : table + "\n";
    }

    private static String longest(IrqUse use, Detail detail) {
        var table = detail.table("from", "to", "took (µs)", "CPU", "kind", "number", "interrupt");
        use.longest().stream().limit(detail.top())
                .forEach(span -> table.row(TextTable.time(span.fromNs()), TextTable.time(span.toNs()),
                        TextTable.micros(span.lengthNs()), span.cpu(), span.interrupt().kind().word(),
                        span.interrupt().number(), use.name(span.interrupt())));
        return table.toString();
    }

    private static String spread(IrqUse use, Kind kind, String head) {
        Histogram all = use.numbers(kind).stream()
                .map(number -> use.spread(new Interrupt(kind, number)).histogram())
                .reduce(Histogram.NONE, Histogram::plus);
        String bars = Bars.of(all);
        return bars.isEmpty() ? "" : "\n" + head + "\n" + bars;
    }
}
