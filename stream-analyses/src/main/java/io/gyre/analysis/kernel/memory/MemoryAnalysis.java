package io.gyre.analysis.kernel.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code memory}: pages that were allocated and freed, memory of the kernel's own, and page faults, by process and by thread.
 *
 * <pre>
 * {"total": {"pages_allocated": 9, "pages_freed": 4, "pages_net": 5, "pages_peak": 7, "kmem_allocations": 1, "kmem_requested_bytes": 90,
 *            "kmem_allocated_bytes": 96, "kmem_frees": 1, "kmem_frees_of_known_size": 1, "kmem_freed_bytes": 96, "user_faults": 0,
 *            "kernel_faults": 0},
 *  "per_process": [{"pid": 243, "process": "bash", "pages_allocated": 9, …}],
 *  "per_thread": [{"tid": 243, "comm": "bash", …, "pages_allocated": 9, …, "pages_peak": 7}],
 *  "other_threads": {…}}
 * </pre>
 *
 * <p>Of a fleet: what {@code total} has but the peaks, which are not reached at one time; by name the processes that allocated most {@code pages} and
 * {@code kmem} and had most {@code faults}.
 *
 * <p>Whoever allocates or frees is the thread that the CPU runs, also when an interrupt does it. The peak is the most that allocated less freed was
 * at any time, from the beginning of the stretch; nobody can tell it for a process, whose threads run side by side. {@code other_threads} are
 * those above the limit of {@link ByThread}.
 */
public final class MemoryAnalysis extends DescribedAnalysis<MemoryUse> {
    public MemoryAnalysis() {
        super("memory", "pages and kernel memory by process and thread, page faults", MemoryFold::new,
                new Partials<>(1, MemoryUse.NONE, MemoryUse.GAP, MemoryUse::followedBy, MemoryUse::write,
                        MemoryUse::read));
    }

    @Override
    public boolean isEmpty(View<MemoryUse> view) {
        return view.value().isNothing();
    }

    @Override
    public void json(View<MemoryUse> view, ObjectNode entry) {
        MemoryUse use = MemoryUse.resolved(view);
        use.total().json(entry.putObject("total")).put("pages_peak", use.total().pages().peak());
        ArrayNode processes = entry.putArray("per_process");
        use.processes().forEach(row -> row.getValue().json(processes.addObject()
                .put("pid", row.getKey() < 0 ? null : row.getKey()).put("process", use.names().comm(row.getKey()))));
        ArrayNode threads = entry.putArray("per_thread");
        use.threads().forEach(row -> {
            ObjectNode node = row.getValue().json(use.names().json(threads.addObject(), row.getKey()));
            if (row.getKey() > Tids.IDLE) {
                node.put("pages_peak", row.getValue().pages().peak());
            }
        });
        use.byThread().others().json(entry.putObject("other_threads"));
    }

    @Override
    public Optional<FleetFigures> fleet(View<MemoryUse> view) {
        MemoryUse use = MemoryUse.resolved(view);
        MemoryFigures total = use.total();
        var tally = new FiguresTally();
        tally.sum("pages_allocated", total.pages().allocated());
        tally.sum("pages_freed", total.pages().freed());
        tally.sum("kmem_allocations", total.slabs().allocations());
        tally.sum("kmem_requested_bytes", total.slabs().requested());
        tally.sum("kmem_allocated_bytes", total.slabs().allocated());
        tally.sum("kmem_frees", total.slabs().frees());
        tally.sum("kmem_freed_bytes", total.slabs().freedBytes());
        tally.sum("user_faults", total.userFaults());
        tally.sum("kernel_faults", total.kernelFaults());
        use.byThread().threads().forEach((tid, figures) -> {
            String process = use.names().processName(tid);
            tally.top("pages", Unit.COUNT, process, figures.pages().allocated());
            tally.top("kmem", Unit.BYTES, process, figures.slabs().allocated());
            tally.top("faults", Unit.COUNT, process, figures.userFaults() + figures.kernelFaults());
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<MemoryUse> view, Detail detail) {
        MemoryUse use = MemoryUse.resolved(view);
        if (use.isNothing()) {
            return "no memory was allocated or freed\n";
        }
        return Detail.parts(table(use, use.processes(), detail, "process"), table(use, use.threads(), detail, "thread"),
                detail.ofAll(String.format(Locale.ROOT, "most pages at a time: %,d more than at the beginning\n",
                        use.total().pages().peak())));
    }

    private static String table(MemoryUse use, List<Map.Entry<Integer, MemoryFigures>> rows, Detail detail,
            String what) {
        var table = detail.table("pages allocated", "freed", "net", "kmem requested", "kmem allocated", "kmem freed",
                "user faults", "kernel faults", what);
        table.total(cells(use.total(), "all"));
        rows.stream().limit(detail.top())
                .forEach(row -> table.row(cells(row.getValue(), use.names().label(row.getKey()))));
        return table + detail.more(rows.size(), what.equals("process") ? "processes" : "threads");
    }

    private static Object[] cells(MemoryFigures of, String who) {
        return new Object[]{ of.pages().allocated(), of.pages().freed(), of.pages().net(), of.slabs().requested(),
                of.slabs().allocated(), of.slabs().freedBytes(), of.userFaults(), of.kernelFaults(), who};
    }
}
