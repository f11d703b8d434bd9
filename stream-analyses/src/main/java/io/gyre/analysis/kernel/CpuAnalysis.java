package io.gyre.analysis.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.CpuShares.Share;
import java.util.Optional;

/**
 * {@code cpu}: who had the CPUs, by thread and by CPU, from {@code sched_switch}; names of processes from forks, execs and state
 * dumps.
 *
 * <pre>
 * {"observed_ns": 20, "busy_ns": 12, "idle_ns": 7, "unknown_ns": 1, "switches": 4, "migrations": 1,
 *  "per_cpu": [{"cpu": 0, "busy_ns": 12, "idle_ns": 7, "unknown_ns": 1, "switches": 4}],
 *  "per_thread": [{"tid": 243, "comm": "bash", "pid": 243, "process": "bash", "cpu_ns": 12, "migrations": 1, "switches": 2}]}
 * </pre>
 *
 * <p>Of a fleet: {@code busy_ns}, {@code idle_ns}, {@code unknown_ns}, {@code switches} and {@code migrations}, and by name the
 * {@code processes} with most time (threads whose process nobody told, by their own name).
 *
 * <p>{@code pid} and {@code process} are there when known. Threads come in the order of their time, longest first. How long a CPU is
 * observed tells {@link CpuShares}. A line, window or slice before any {@code sched_switch} has no entry.
 */
public final class CpuAnalysis extends DescribedAnalysis<CpuUsage> {
    public CpuAnalysis() {
        super("cpu", "time on CPU per thread and per CPU, migrations", CpuFold::new,
                new Partials<>(CpuEncoding.VERSION, CpuUsage.NONE, CpuUsage.GAP, CpuUsage::followedBy,
                        CpuEncoding::write, CpuEncoding::read));
    }

    @Override
    public boolean isEmpty(View<CpuUsage> view) {
        return view.value().cpus().isEmpty() && view.before().cpus().isEmpty();
    }

    @Override
    public void json(View<CpuUsage> view, ObjectNode entry) {
        CpuShares shares = CpuShares.of(view);
        Share total = shares.total();
        entry.put("observed_ns", total.observedNs());
        put(entry, total);
        entry.put("migrations", shares.migrations());
        ArrayNode perCpu = entry.putArray("per_cpu");
        shares.cpus().forEach((cpu, share) -> put(perCpu.addObject().put("cpu", cpu), share));
        CpuUsage names = names(view);
        ArrayNode perThread = entry.putArray("per_thread");
        for (ThreadName thread : shares.byTime()) {
            ThreadUse use = shares.use(thread);
            ObjectNode row = perThread.addObject().put("tid", thread.tid()).put("comm", thread.comm());
            Integer pid = names.pids().get(thread.tid());
            if (pid != null) {
                row.put("pid", pid);
                String process = names.processNames().get(pid);
                if (process != null) {
                    row.put("process", process);
                }
            }
            row.put("cpu_ns", use.cpuNs()).put("migrations", use.migrations()).put("switches", use.switches());
        }
    }

    private static void put(ObjectNode node, Share share) {
        node.put("busy_ns", share.busyNs()).put("idle_ns", share.idleNs()).put("unknown_ns", share.unknownNs());
        node.put("switches", share.switches());
    }

    @Override
    public Optional<FleetFigures> fleet(View<CpuUsage> view) {
        if (view.value().cpus().isEmpty()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        CpuShares shares = CpuShares.of(view);
        Share total = shares.total();
        var tally = new FiguresTally();
        tally.sum("busy_ns", total.busyNs());
        tally.sum("idle_ns", total.idleNs());
        tally.sum("unknown_ns", total.unknownNs());
        tally.sum("switches", total.switches());
        tally.sum("migrations", shares.migrations());
        CpuUsage names = names(view);
        shares.threads().forEach((thread, use) -> {
            Integer pid = names.pids().get(thread.tid());
            String process = pid == null ? null : names.processNames().get(pid);
            tally.top("processes", Unit.NANOSECONDS, process == null ? thread.comm() : process, use.cpuNs());
        });
        return Optional.of(tally.figures());
    }

    private static CpuUsage names(View<CpuUsage> view) {
        return view.before().pids().isEmpty() ? view.value() : view.before().followedBy(view.value());
    }

    @Override
    public String text(View<CpuUsage> view, Detail detail) {
        CpuShares shares = CpuShares.of(view);
        var cpus = detail.table("CPU", "busy", "idle", "unknown", "switches");
        shares.cpus().forEach((cpu, share) -> cpus.row(cpu, TextTable.percent(share.busyNs(), share.observedNs()),
                TextTable.percent(share.idleNs(), share.observedNs()),
                TextTable.percent(share.unknownNs(), share.observedNs()), share.switches()));
        var threads = detail.table("time on CPU", "of one CPU", "migrations", "switches", "TID", "thread");
        long oneCpuNs = shares.cpus().values().stream().mapToLong(Share::observedNs).max().orElse(0);
        shares.byTime().stream().limit(detail.top()).forEach(thread -> {
            ThreadUse use = shares.use(thread);
            threads.row(TextTable.milliseconds(use.cpuNs()), TextTable.percent(use.cpuNs(), oneCpuNs),
                    use.migrations(), use.switches(), Integer.toString(thread.tid()), thread.comm());
        });
        return Detail.parts(cpus, threads + detail.more(shares.threads().size(), "threads"));
    }
}
