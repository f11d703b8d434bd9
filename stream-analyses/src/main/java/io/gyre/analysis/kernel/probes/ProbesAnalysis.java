package io.gyre.analysis.kernel.probes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Optional;

/**
 * {@code probes}: dynamic instrumentation, by {@code lttng enable-event --kernel} with {@code --userspace-probe}, {@code --probe} or
 * {@code --function}: how often probes are hit, how long it takes from hit to hit and from probe to probe, how long functions take.
 *
 * <pre>
 * {"hits": 3,
 *  "probes": [{"probe": "checkout", "hits": 3, "per_second": 1.500, "first_ns": 10, "last_ns": 2000000010, "peak_per_second": 2,
 *              "from_ns": 0, "step_ns": 1000000000, "counts": [2, 0, 1], "interval": {"count": 2, "min_ns": 5, …, "histogram": […]}}],
 *  "per_process": [{"probe": "checkout", "pid": 7, "process": "shop", "threads": 1, "hits": 3, "per_second": 1.500,
 *                   "interval": {"count": 2, "min_ns": 5, …}}],
 *  "other_threads": {"hits": 0, "interval": {"count": 0}},
 *  "functions": [{"function": "nanosleep", "returns": 2, "per_second": …, …, "duration": {"count": 2, …, "histogram": […]}}],
 *  "calls": [{"function": "nanosleep", "pid": 7, "process": "shop", "threads": 1, "returns": 2, "per_second": …, "duration": {…}}],
 *  "other_callers": {"returns": 0, "duration": {"count": 0}},
 *  "steps": [{"from": "checkout", "to": "nanosleep_entry", "count": 2, "min_ns": 5, …}],
 *  "other_steps": {"count": 0}}
 * </pre>
 *
 * <p>Of a fleet: {@code hits} and {@code returns}, the {@code interval}s and {@code duration}s and their spread; by name the {@code probes} and
 * {@code processes} with most hits, and the {@code functions} with most time.
 *
 * <p>An interval is the time between two hits of the same probe by the same thread, and belongs to the window or slice of the second; a step is the
 * time between hits of different probes with none between. A thread's end ({@code sched_process_exit}) ends both. {@code per_second} is the mean from a
 * probe's first hit to its last. The entry and the return of a function ({@code --function}) are two probes; {@code functions} has the time between.
 * Durations are in nanoseconds.
 */
public final class ProbesAnalysis extends DescribedAnalysis<ProbeUse> {
    public ProbesAnalysis() {
        super("probes", "dynamic instrumentation: hits, rates, time from probe to probe", ProbesFold::new,
                new Partials<>(1, ProbeUse.NONE, ProbeUse.GAP, ProbeUse::followedBy, ProbeUse::write, ProbeUse::read));
    }

    @Override
    public boolean isEmpty(View<ProbeUse> view) {
        return view.value().isNothing();
    }

    @Override
    public void json(View<ProbeUse> view, ObjectNode entry) {
        ProbeUse use = ProbeUse.resolved(view);
        entry.put("hits", use.hits().count());
        Words.HITS.json(entry, use.hits(), use.names());
        Words.CALLS.json(entry, use.calls(), use.names());
        ArrayNode steps = entry.putArray("steps");
        ProbeRow.byCount(use.steps()).forEach(step -> step.getValue().json(steps.addObject()
                .put("from", step.getKey().from()).put("to", step.getKey().to())));
        use.otherSteps().json(entry.putObject("other_steps"));
    }

    /** The names of figures: those of hits, and those of calls. */
    private record Words(String probes, String probe, String rows, String others, String count, String took) {

        static final Words HITS = new Words("probes", "probe", "per_process", "other_threads", "hits", "interval");
        static final Words CALLS = new Words("functions", "function", "calls", "other_callers", "returns",
                "duration");

        void json(ObjectNode entry, Measured measured, ThreadNames names) {
            ArrayNode all = entry.putArray(probes);
            measured.spreads().forEach((name, spread) -> {
                ObjectNode row = all.addObject().put(probe, name).put(count, spread.count())
                        .put("per_second", spread.perSecond(spread.count()));
                if (spread.count() > 0) {
                    row.put("first_ns", spread.firstNs()).put("last_ns", spread.lastNs())
                            .put("peak_per_second", spread.series().peakPerSecond());
                    spread.series().json(row);
                }
                spread.durations().json(row.putObject(took));
            });
            ArrayNode processes = entry.putArray(rows);
            for (ProbeRow of : ProbeRow.of(measured, names)) {
                ObjectNode row = processes.addObject().put(probe, of.probe())
                        .put("pid", of.pid() < 0 ? null : Integer.valueOf(of.pid()))
                        .put("process", names.processName(of.pid())).put("threads", of.threads())
                        .put(count, of.counted().count()).put("per_second", of.perSecond());
                of.counted().durations().json(row.putObject(took));
            }
            ObjectNode beyond = entry.putObject(others).put(count, measured.others().count());
            measured.others().durations().json(beyond.putObject(took));
        }
    }

    @Override
    public Optional<FleetFigures> fleet(View<ProbeUse> view) {
        ProbeUse use = ProbeUse.resolved(view);
        Spread hits = use.hits().all();
        Spread calls = use.calls().all();
        var tally = new FiguresTally();
        tally.sum("hits", hits.count());
        tally.sum("returns", calls.count());
        tally.distribution("interval", hits.durations());
        tally.distribution("duration", calls.durations());
        use.hits().spreads().forEach((probe, spread) -> tally.top("probes", Unit.COUNT, probe, spread.count()));
        use.hits().rows().forEach((of, counted) -> tally.top("processes", Unit.COUNT,
                use.names().processName(of.tid()), counted.count()));
        use.calls().spreads().forEach((function, spread) -> tally.top("functions", Unit.NANOSECONDS, function,
                spread.durations().durations().sum().toLong()));
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<ProbeUse> view, Detail detail) {
        return ProbesText.of(ProbeUse.resolved(view), detail);
    }
}
