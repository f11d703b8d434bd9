package io.gyre.analysis.kernel.schedlog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.sched.Waits;
import io.gyre.analysis.kernel.thread.ThreadNames;
import io.gyre.analysis.kernel.thread.ThreadNodes;
import java.util.Locale;

/**
 * {@code schedlog}: every wait of a thread for a CPU, from its wake-up to the switch, as {@code lttng-schedlog} of lttng-analyses lists them. What a wait
 * is, and the statistics of the same waits, {@code sched} tells.
 *
 * <pre>
 * {"count": 1, "left_out_waits": 0,
 *  "waits": [{"from_ns": 100, "to_ns": 115, "wait_ns": 15, "cpu": 0, "priority": 20,
 *             "thread": {"tid": 243, "comm": "bash", "pid": 243, "process": "bash"}, "woken_by": {"tid": 0}}]}
 * </pre>
 *
 * <p>Waits are in the order in which they end, and belong to the window or slice in which they do; so those of slices, one behind the other, are those
 * of the line.
 *
 * <p>A stretch tells of its first {@value WaitLog#MOST} waits. Where there are more, {@code left_out_waits} are not told, the first of which ended
 * at {@code left_out_from_ns}: a shorter stretch tells of them.
 */
public final class SchedlogAnalysis extends DescribedAnalysis<Waits<WaitLog>> {
    private static final int VERSION = 1;

    public SchedlogAnalysis() {
        super("schedlog", "every latency from wake-up to switch, one by one", SchedlogFold::new,
                Waits.partials(VERSION, WaitLog.NONE, WaitLog::write, WaitLog::read));
    }

    @Override
    public boolean isLarge() {
        return true;
    }

    @Override
    public boolean isEmpty(View<Waits<WaitLog>> view) {
        return view.value().isEmpty();
    }

    @Override
    public void json(View<Waits<WaitLog>> view, ObjectNode entry) {
        Waits<WaitLog> resolved = Waits.resolved(view, WaitLog.NONE);
        WaitLog log = resolved.ended();
        entry.put("count", log.count()).put("left_out_waits", log.leftOut());
        if (log.leftOut() > 0) {
            entry.put("left_out_from_ns", log.leftOutFromNs());
        }
        ArrayNode rows = entry.putArray("waits");
        var nodes = new ThreadNodes(resolved.names());
        log.waits().forEach(wait -> wait.json(rows.addObject(), nodes));
    }

    @Override
    public String text(View<Waits<WaitLog>> view, Detail detail) {
        Waits<WaitLog> resolved = Waits.resolved(view, WaitLog.NONE);
        WaitLog log = resolved.ended();
        if (log.count() == 0) {
            return "no thread was woken and then put on a CPU\n";
        }
        return Detail.parts(waits(log, resolved.names(), detail), leftOut(log));
    }

    private static String waits(WaitLog log, ThreadNames names, Detail detail) {
        var table = detail.table("Wakeup", "Switch", "Latency (us)", "Priority", "CPU", "Wakee", "Waker");
        log.waits().stream().limit(detail.top())
                .forEach(wait -> table.row(TextTable.time(wait.fromNs()), TextTable.time(wait.toNs()),
                        TextTable.micros(wait.lengthNs()), wait.priority(), wait.cpu(), names.label(wait.tid()),
                        names.label(wait.by())));
        return table + detail.more(log.count() - log.leftOut(), "waits");
    }

    private static String leftOut(WaitLog log) {
        return log.leftOut() == 0
                ? ""
                : String.format(Locale.ROOT, "! %,d waits that ended from %s on are left out\n", log.leftOut(),
                        TextTable.time(log.leftOutFromNs()));
    }
}
