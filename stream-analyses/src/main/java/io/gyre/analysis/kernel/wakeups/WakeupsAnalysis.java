package io.gyre.analysis.kernel.wakeups;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code wakeups}: who wakes whom, how often, and how long the woken wait for a CPU; the critical path of a thread.
 *
 * <pre>
 * {"count": 3, "min_ns": 5, …,
 *  "pairs": [{"waker": {"tid": 7, "comm": "bash"}, "wakee": {"tid": 9, "comm": "cat"}, "count": 2, "min_ns": 5, …}],
 *  "other_pairs": {"count": 0},
 *  "blocked": [{"from_ns": 10, "woken_ns": 40, "to_ns": 42, "thread": {…}, "woken_by": {…}}],
 *  "critical_path": {"steps": [{"from_ns": 10, "to_ns": 20, "what": "runs", "thread": {…}}]}}
 * </pre>
 *
 * <p>Of a fleet: the {@code wakeups} and the time to the switch; by name of processes the {@code wakers}, the {@code pairs} and those that spent most
 * time {@code waiting} for a CPU after it.
 *
 * <p>A wake-up is the first {@code sched_waking}, or where that is not recorded {@code sched_wakeup}, since the thread's last switch; it
 * counts in the window or slice in which the thread gets its CPU. The idle thread as waker (tid 0) stands for interrupts of an idle CPU.
 * {@code blocked} has the 100 longest. The critical path is that of the thread that was blocked longest by another thread; in tables
 * that of the one thread asked for ({@code --tid}); {@link CriticalPath#of} gives that of any.
 */
public final class WakeupsAnalysis extends DescribedAnalysis<Wakeups> {
    private static final int MOST_BLOCKED = 100;

    public WakeupsAnalysis() {
        super("wakeups", "who wakes whom, and the critical path of a thread", WakeupsFold::new,
                new Partials<>(1, Wakeups.NONE, Wakeups.GAP, Wakeups::followedBy, Wakeups::write, Wakeups::read));
    }

    @Override
    public boolean isEmpty(View<Wakeups> view) {
        return view.value().aways().ends().isEmpty();
    }

    private static Durations total(Wakeups wakeups) {
        return wakeups.pairs().values().stream().reduce(wakeups.otherPairs(), Durations::plus);
    }

    private static List<Map.Entry<Pair, Durations>> byCount(Wakeups wakeups) {
        return Ranking.largestFirst(wakeups.pairs().entrySet(), entry -> entry.getValue().count());
    }

    /** {@return the path of the thread that was blocked longest by another thread} */
    private static List<CriticalPath.Step> path(Wakeups wakeups) {
        return wakeups.longest().stream().filter(away -> !away.woken().isNot() && away.woken().by() > Tids.IDLE)
                .findFirst().map(away -> path(wakeups, away.tid())).orElse(List.of());
    }

    /** {@return the path of a thread, in the time that the kept stretches span}; nothing when it has none of these. */
    private static List<CriticalPath.Step> path(Wakeups wakeups, int tid) {
        List<Away> stretches = wakeups.longest();
        if (stretches.stream().noneMatch(away -> away.tid() == tid)) {
            return List.of();
        }
        long fromNs = stretches.stream().mapToLong(away -> away.leave().ns()).min().orElse(0);
        long toNs = stretches.stream().mapToLong(Away::toNs).max().orElse(0);
        return CriticalPath.of(stretches, tid, fromNs, toNs);
    }

    @Override
    public void json(View<Wakeups> view, ObjectNode entry) {
        Wakeups wakeups = Wakeups.resolved(view);
        var threads = new ThreadNodes(wakeups.names());
        total(wakeups).json(entry);
        ArrayNode pairs = entry.putArray("pairs");
        byCount(wakeups).forEach(pair -> {
            ObjectNode row = pairs.addObject();
            row.set("waker", threads.of(pair.getKey().by()));
            row.set("wakee", threads.of(pair.getKey().tid()));
            pair.getValue().json(row);
        });
        wakeups.otherPairs().json(entry.putObject("other_pairs"));
        ArrayNode blocked = entry.putArray("blocked");
        wakeups.longest().stream().limit(MOST_BLOCKED).forEach(away -> {
            ObjectNode row = blocked.addObject().put("from_ns", away.leave().ns())
                    .put("woken_ns", away.waitsFromNs()).put("to_ns", away.toNs());
            row.set("thread", threads.of(away.tid()));
            row.set("woken_by", threads.of(away.woken().isNot() ? Tids.UNKNOWN : away.woken().by()));
        });
        List<CriticalPath.Step> path = path(wakeups);
        ArrayNode steps = entry.putObject("critical_path").putArray("steps");
        path.forEach(step -> steps.addObject().put("from_ns", step.fromNs()).put("to_ns", step.toNs())
                .put("what", step.kind().words()).set("thread", threads.of(step.tid())));
    }

    @Override
    public Optional<FleetFigures> fleet(View<Wakeups> view) {
        Wakeups wakeups = Wakeups.resolved(view);
        ThreadNames names = wakeups.names();
        Durations total = total(wakeups);
        var tally = new FiguresTally();
        tally.sum("wakeups", total.count());
        tally.sum("wait_ns", total.sum().toLong());
        wakeups.pairs().forEach((pair, waits) -> {
            String waker = names.processName(pair.by());
            String woken = names.processName(pair.tid());
            tally.top("wakers", Unit.COUNT, waker, waits.count());
            tally.top("pairs", Unit.COUNT, waker + " wakes " + woken, waits.count());
            tally.top("waiting", Unit.NANOSECONDS, woken, waits.sum().toLong());
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<Wakeups> view, Detail detail) {
        Wakeups wakeups = Wakeups.resolved(view);
        var pairs = detail.table("wake-ups", "avg wait (µs)", "max wait (µs)", "waker", "woken");
        byCount(wakeups).stream().limit(detail.top()).forEach(pair -> {
            Durations waits = pair.getValue();
            pairs.row(waits.count(), TextTable.micros(waits.meanNs()), TextTable.micros(waits.maxNs()),
                    wakeups.names().label(pair.getKey().by()), wakeups.names().label(pair.getKey().tid()));
        });
        return Detail.parts(pairs + detail.more(wakeups.pairs().size(), "pairs"), path(wakeups, detail));
    }

    /** A path leads through other threads: that of the one thread asked for is shown whole. */
    private static String path(Wakeups wakeups, Detail detail) {
        Set<Integer> chosen = detail.threads().tids();
        return chosen.size() == 1
                ? path(wakeups, path(wakeups, chosen.iterator().next()), new Detail(detail.rows()))
                : path(wakeups, path(wakeups), detail);
    }

    private static String path(Wakeups wakeups, List<CriticalPath.Step> steps, Detail detail) {
        if (steps.isEmpty()) {
            return "";
        }
        var table = detail.table("from", "took (µs)", "what", "thread");
        steps.stream().limit(detail.top()).forEach(step -> table.row(TextTable.time(step.fromNs()),
                TextTable.micros(step.lengthNs()), step.kind().words(), wakeups.names().label(step.tid())));
        return "critical path of " + wakeups.names().label(steps.getLast().tid()) + "\n" + table
                + detail.more(steps.size(), "steps");
    }
}
