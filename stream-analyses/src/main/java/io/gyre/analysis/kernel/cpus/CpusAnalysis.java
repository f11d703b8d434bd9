package io.gyre.analysis.kernel.cpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.RunState;
import io.gyre.analysis.kernel.state.Subject;
import io.gyre.analysis.kernel.state.Times;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ObjLongConsumer;

/**
 * {@code cpus}: what each CPU did, as the resources view of Trace Compass tells it: idle, user mode, system calls, interrupt handlers, soft
 * interrupts. An interrupt comes before what it interrupts.
 *
 * <pre>
 * {"observed_ns": 90, "idle_ns": 10, "user_ns": 30, "system_call_ns": 20, "other_ns": 5, "soft_irq_ns": 5, "irq_ns": 20, "unknown_ns": 0,
 *  "per_cpu": [{"cpu": 0, "observed_ns": 90, "idle_ns": 10, …}]}
 * </pre>
 *
 * <p>Of a fleet: all these times.
 *
 * <p>{@code other_ns} is time of threads of which no system call has been seen yet, such as those of the kernel; {@code unknown_ns} that
 * between two switches that do not fit together, because those between were lost. All add up to {@code observed_ns}: from the CPU's first
 * switch in the line, or from the stretch's begin when that is later, to the stretch's end; where the line ends, to the last event of
 * these. A line, window or slice before any {@code sched_switch} has no entry.
 */
public final class CpusAnalysis extends DescribedAnalysis<CpuRuns> {
    public CpusAnalysis() {
        super("cpus", "time of each CPU idle, in user mode, system calls, interrupts", CpusFold::new,
                new Partials<>(1, CpuRuns.none(Subject.CPU), CpuRuns.gap(Subject.CPU), CpuRuns::followedBy,
                        CpuRuns::write, in -> CpuRuns.read(Subject.CPU, in)));
    }

    @Override
    public boolean isEmpty(View<CpuRuns> view) {
        return !view.value().hasSwitches() && !view.before().hasSwitches();
    }

    @Override
    public void json(View<CpuRuns> view, ObjectNode entry) {
        SortedMap<Integer, Times> cpus = CpuRuns.resolved(view).sums();
        put(entry, total(cpus));
        ArrayNode perCpu = entry.putArray("per_cpu");
        cpus.forEach((cpu, times) -> put(perCpu.addObject().put("cpu", cpu), times));
    }

    private static Times total(SortedMap<Integer, Times> cpus) {
        return cpus.values().stream().reduce(Times.NONE, Times::plus);
    }

    private static void put(ObjectNode node, Times times) {
        forEach(times, node::put);
    }

    private static void forEach(Times times, ObjLongConsumer<String> action) {
        action.accept("observed_ns", times.sumNs());
        action.accept("idle_ns", times.ns(RunState.IDLE));
        action.accept("user_ns", times.ns(RunState.USER));
        action.accept("system_call_ns", times.ns(RunState.CALL));
        action.accept("other_ns", times.ns(RunState.OTHER));
        action.accept("soft_irq_ns", times.ns(RunState.SOFT_IRQ));
        action.accept("irq_ns", times.ns(RunState.IRQ));
        action.accept("unknown_ns", times.ns(RunState.UNKNOWN));
    }

    @Override
    public Optional<FleetFigures> fleet(View<CpuRuns> view) {
        if (view.value().cpus().isEmpty()) {
            return Optional.of(FleetFigures.NOTHING);
        }
        var tally = new FiguresTally();
        forEach(total(CpuRuns.resolved(view).sums()), tally::sum);
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<CpuRuns> view, Detail detail) {
        SortedMap<Integer, Times> cpus = CpuRuns.resolved(view).sums();
        var table = detail.table("CPU", "idle", "user", "system calls", "other", "soft IRQ", "IRQ", "unknown",
                "observed");
        cpus.forEach((cpu, times) -> row(table, cpu.toString(), times));
        row(table, "all", total(cpus));
        return table.toString();
    }

    private static void row(TextTable table, String cpu, Times times) {
        table.row(cpu, share(times, RunState.IDLE), share(times, RunState.USER), share(times, RunState.CALL),
                share(times, RunState.OTHER), share(times, RunState.SOFT_IRQ), share(times, RunState.IRQ),
                share(times, RunState.UNKNOWN), TextTable.milliseconds(times.sumNs()));
    }

    private static String share(Times times, RunState state) {
        return TextTable.percent(times.ns(state), times.sumNs());
    }
}
