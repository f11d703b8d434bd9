package io.gyre.analysis.kernel.syscalls;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code syscalls}: system calls by name, and by thread and name: how often, how long, which errors they returned, and which other values.
 * Calls newer than the tracer, which it records by number alone, are named by {@link io.gyre.analysis.kernel.call.SyscallTable}.
 *
 * <pre>
 * {"calls": 2, "entries": 3, "exits": 2,
 *  "per_call": [{"call": "read", "entries": 3, "exits": 2, "count": 2, "min_ns": 5, "mean_ns": 10, "max_ns": 15, "stdev_ns": 7,
 *                "sum_ns": 20, "p50_ns": 5, "p90_ns": 15, "p99_ns": 15, "histogram": […], "errors": {"EAGAIN": 1}, "succeeded": 1,
 *                "returned": {"count": 1, "min": 7, "max": 7, "sum": 7, "values": [{"from": 7, "to": 8, "count": 1}]}}],
 *  "per_variant": [{"call": "membarrier QUERY", …}],
 *  "per_thread": [{"tid": 243, "comm": "bash", "pid": 243, "process": "bash", "call": "read", "count": 2, …, "errors": {},
 *                  "returned": {"count": 2, "min": 0, "max": 7, "sum": 7}}],
 *  "other_threads": [{"call": "read", "count": 0, …}],
 *  "longest": [{"from_ns": 100, "to_ns": 115, "duration_ns": 15, "call": "read", "ret": 7, "thread": {"tid": 243, …}}]}
 * </pre>
 *
 * <p>Of a fleet: {@code calls} and {@code failed} ones, their {@code duration}s and their spread, and by name the {@code calls} made most often and
 * those with most {@code time}.
 *
 * <p>{@code count} is of calls that were both entered and left; {@code entries} and {@code exits} are of events, some of which have no
 * counterpart: a call that does not return, the second return of a {@code clone}, what the tracer has discarded. A call belongs to the window
 * or slice in which it was left. {@code other_threads} are those above the limits of {@link SyscallUse}.
 *
 * <p>{@code succeeded} of the {@code count} returned no error. {@code returned} is about those that returned a number, and not there when none
 * did: addresses are left out ({@link Returned}). {@code values} have the buckets of a {@link io.gyre.analysis.figures.Histogram}, up to 31 one for
 * each value. Threads have many rows, so these tell less: what succeeded is {@code count} without {@code errors}, {@code returned} is not there when
 * all numbers were 0, and there are no {@code values}: {@value SyscallUse#MOST_THREAD_CALLS} histograms would be too much for a partial.
 */
public final class SyscallsAnalysis extends DescribedAnalysis<SyscallUse> {
    public SyscallsAnalysis() {
        super("syscalls", "system calls by name and thread: count, duration, errors, return values", SyscallFold::new,
                new Partials<>(SyscallEncoding.VERSION, SyscallUse.NONE, SyscallUse.GAP, SyscallUse::followedBy,
                        SyscallEncoding::write, SyscallEncoding::read));
    }

    @Override
    public boolean isEmpty(View<SyscallUse> view) {
        return view.value().calls().isEmpty();
    }

    @Override
    public void json(View<SyscallUse> view, ObjectNode entry) {
        SyscallUse use = SyscallUse.resolved(view);
        entry.put("calls", use.completed());
        entry.put("entries", use.calls().values().stream().mapToLong(CallFigures::entries).sum());
        entry.put("exits", use.calls().values().stream().mapToLong(CallFigures::exits).sum());
        perCall(use.calls(), entry.putArray("per_call"));
        perCall(use.variants(), entry.putArray("per_variant"));
        ArrayNode perThread = entry.putArray("per_thread");
        use.threads().forEach((of, outcomes) -> put(
                use.names().json(perThread.addObject(), of.tid()).put("call", of.call()), outcomes));
        ArrayNode others = entry.putArray("other_threads");
        use.otherThreads().forEach((call, outcomes) -> put(others.addObject().put("call", call), outcomes));
        ArrayNode longest = entry.putArray("longest");
        var nodes = new ThreadNodes(use.names());
        for (LongCall call : use.longest()) {
            ObjectNode row = longest.addObject().put("from_ns", call.fromNs()).put("to_ns", call.toNs())
                    .put("duration_ns", call.lengthNs()).put("call", call.call()).put("ret", call.ret());
            row.set("thread", nodes.of(call.tid()));
        }
    }

    @Override
    public Optional<FleetFigures> fleet(View<SyscallUse> view) {
        SyscallUse use = SyscallUse.resolved(view);
        var tally = new FiguresTally();
        tally.sum("calls", use.completed());
        tally.sum("failed", use.calls().values().stream().mapToLong(call -> call.outcomes().failed()).sum());
        use.calls().forEach((name, figures) -> {
            tally.distribution("duration", figures.distribution());
            tally.top("calls", Unit.COUNT, name, figures.outcomes().durations().count());
            tally.top("time", Unit.NANOSECONDS, name, figures.outcomes().durations().sum().toLong());
        });
        return Optional.of(tally.figures());
    }

    private static void perCall(SortedMap<String, CallFigures> calls, ArrayNode rows) {
        calls.forEach((call, figures) -> {
            ObjectNode row = rows.addObject().put("call", call).put("entries", figures.entries()).put("exits",
                    figures.exits());
            figures.distribution().json(row);
            figures.outcomes().jsonErrors(row);
            row.put("succeeded", figures.outcomes().succeeded());
            Returned returned = figures.outcomes().returned();
            if (!returned.isNone()) {
                ObjectNode numbers = returned.json();
                figures.values().jsonOfNumbers(numbers.putArray("values"));
                row.set("returned", numbers);
            }
        });
    }

    private static void put(ObjectNode row, Outcomes outcomes) {
        outcomes.durations().json(row);
        outcomes.jsonErrors(row);
        if (outcomes.returned().max() > 0) {
            row.set("returned", outcomes.returned().json());
        }
    }

    @Override
    public String text(View<SyscallUse> view, Detail detail) {
        return new SyscallText(SyscallUse.resolved(view), detail).toString();
    }
}
