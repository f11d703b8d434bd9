package io.gyre.analysis.kernel.sched;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code sched}: how long threads that were woken waited for a CPU, from {@code sched_wakeup} or {@code sched_wakeup_new} (from {@code
 * sched_waking} where those were not recorded) to the {@code sched_switch} that puts them on one. Of several wake-ups the first
 * counts; being taken off a CPU ends a wait that never was one.
 *
 * <pre>
 * {"count": 2, "min_ns": 5, "mean_ns": 10, "max_ns": 15, "stdev_ns": 7, "sum_ns": 20, "p50_ns": 5, "p90_ns": 15, "p99_ns": 15,
 *  "histogram": [{"from_ns": 5, "to_ns": 6, "count": 1}, …],
 *  "per_thread": [{"tid": 243, "comm": "bash", "pid": 243, "process": "bash", "count": 2, "min_ns": 5, …}],
 *  "other_threads": {"count": 0},
 *  "per_priority": [{"priority": 20, "count": 2, …}],
 *  "longest": [{"from_ns": 100, "to_ns": 115, "wait_ns": 15, "cpu": 0, "priority": 20,
 *               "thread": {"tid": 243, …}, "woken_by": {"tid": 0}}]}
 * </pre>
 *
 * <p>Of a fleet: the {@code wait}s and their spread, and by name the {@code processes} that waited longest in all.
 *
 * <p>Threads come in the order of their longest wait; {@code other_threads} are those above the limits of {@link SchedWaits}. A wait
 * belongs to the window or slice in which it ends.
 */
public final class SchedAnalysis extends DescribedAnalysis<Waits<SchedWaits>> {
    public SchedAnalysis() {
        super("sched", "latency from wake-up to switch, per thread and priority", SchedFold::new,
                Waits.partials(SchedEncoding.VERSION, SchedWaits.NONE, SchedEncoding::write, SchedEncoding::read));
    }

    @Override
    public boolean isEmpty(View<Waits<SchedWaits>> view) {
        return view.value().isEmpty();
    }

    @Override
    public void json(View<Waits<SchedWaits>> view, ObjectNode entry) {
        Waits<SchedWaits> resolved = Waits.resolved(view, SchedWaits.NONE);
        SchedWaits waits = resolved.ended();
        ThreadNames names = resolved.names();
        waits.total().json(entry);
        ArrayNode perThread = entry.putArray("per_thread");
        byLongest(waits.threads()).forEach(
                thread -> thread.getValue().json(names.json(perThread.addObject(), thread.getKey())));
        waits.otherThreads().json(entry.putObject("other_threads"));
        ArrayNode perPriority = entry.putArray("per_priority");
        waits.priorities().forEach(
                (priority, durations) -> durations.json(perPriority.addObject().put("priority", priority)));
        ArrayNode longest = entry.putArray("longest");
        var nodes = new ThreadNodes(names);
        waits.longest().forEach(wait -> wait.json(longest.addObject(), nodes));
    }

    @Override
    public Optional<FleetFigures> fleet(View<Waits<SchedWaits>> view) {
        Waits<SchedWaits> resolved = Waits.resolved(view, SchedWaits.NONE);
        SchedWaits waits = resolved.ended();
        var tally = new FiguresTally();
        tally.sum("waits", waits.total().durations().count());
        tally.sum("wait_ns", waits.total().durations().sum().toLong());
        tally.distribution("wait", waits.total());
        waits.threads().forEach((tid, durations) -> tally.top("processes", Unit.NANOSECONDS,
                resolved.names().processName(tid), durations.sum().toLong()));
        return Optional.of(tally.figures());
    }

    private static List<Map.Entry<Integer, Durations>> byLongest(SortedMap<Integer, Durations> threads) {
        return Ranking.largestFirst(threads.entrySet(), thread -> thread.getValue().maxNs());
    }

    @Override
    public String text(View<Waits<SchedWaits>> view, Detail detail) {
        Waits<SchedWaits> resolved = Waits.resolved(view, SchedWaits.NONE);
        SchedWaits waits = resolved.ended();
        ThreadNames names = resolved.names();
        if (waits.total().isNone()) {
            return "no thread was woken and then put on a CPU\n";
        }
        return Detail.parts(threads(waits, names, detail), priorities(waits, detail), longest(waits, names, detail),
                detail.ofAll("wait, all threads\n" + Bars.of(waits.total().histogram())));
    }

    private static String threads(SchedWaits waits, ThreadNames names, Detail detail) {
        var table = detail.table("waits", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "TID", "thread");
        byLongest(waits.threads()).stream().limit(detail.top()).forEach(thread -> table.row(cells(thread.getValue(),
                Integer.toString(thread.getKey()), names.comm(thread.getKey()))));
        if (!waits.otherThreads().isNone()) {
            table.total(cells(waits.otherThreads(), "", "threads beyond the limit"));
        }
        table.total(cells(waits.total().durations(), "", "all threads"));
        return table + detail.more(waits.threads().size(), "threads");
    }

    private static String priorities(SchedWaits waits, Detail detail) {
        var table = detail.table("waits", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "priority");
        waits.priorities().forEach((priority, durations) -> table.row(cells(durations, priority)));
        return table.toString();
    }

    private static Object[] cells(Durations of, Object... last) {
        var cells = new ArrayList<Object>(List.of(of.count(), TextTable.micros(of.minNs()),
                TextTable.micros(of.meanNs()), TextTable.micros(of.maxNs()), TextTable.micros(of.stdevNs())));
        cells.addAll(List.of(last));
        return cells.toArray();
    }

    private static String longest(SchedWaits waits, ThreadNames names, Detail detail) {
        var table = detail.table("woken at", "on CPU at", "wait (µs)", "CPU", "priority", "thread", "woken by");
        waits.longest().stream().limit(detail.top())
                .forEach(wait -> table.row(TextTable.time(wait.fromNs()), TextTable.time(wait.toNs()),
                        TextTable.micros(wait.lengthNs()), wait.cpu(), wait.priority(), names.label(wait.tid()),
                        names.label(wait.by())));
        return table.toString();
    }
}
