package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people see of {@link ThreadStates}: threads and processes that were active longest come first. */
final class ThreadsText {
    private static final String[] TIMES = { "user", "system calls", "other", "interrupted", "waiting", "blocked",
            "mostly in"};

    private final ThreadStates states;
    private final Detail detail;

    ThreadsText(ThreadStates states, Detail detail) {
        this.states = states;
        this.detail = detail;
    }

    @Override
    public String toString() {
        return Detail.parts(threads(), processes(), reasons(), longest());
    }

    private String threads() {
        var table = detail.table(heads("TID", "thread"));
        List<Map.Entry<Integer, ThreadTimes>> rows = ThreadTimes.byActivity(states.threads());
        rows.stream().limit(detail.top()).forEach(row -> table
                .row(cells(row.getValue(), Integer.toString(row.getKey()), states.names().comm(row.getKey()))));
        return table + detail.more(rows.size(), "threads");
    }

    private String processes() {
        var table = detail.table(heads("threads", "process"));
        List<Map.Entry<Integer, ProcessTimes>> rows = ProcessTimes.byActivity(states.processes());
        rows.stream().limit(detail.top()).forEach(row -> table.row(cells(row.getValue().times(),
                row.getValue().threads(), states.names().label(row.getKey()))));
        return table + detail.more(rows.size(), "processes");
    }

    private static String[] heads(String... more) {
        return Stream.concat(Stream.of(TIMES), Stream.of(more)).toArray(String[]::new);
    }

    private static Object[] cells(ThreadTimes times, Object... more) {
        String mostly = times.reasons().stream().findFirst().map(reason -> reason.getKey().in()).orElse("");
        return Stream.concat(Stream.of(TextTable.milliseconds(times.on().ns(RunState.USER)),
                TextTable.milliseconds(times.on().ns(RunState.CALL)),
                TextTable.milliseconds(times.on().ns(RunState.OTHER)), TextTable.milliseconds(times.interruptedNs()),
                TextTable.milliseconds(times.off().waitedNs()), TextTable.milliseconds(times.off().blockedNs()),
                mostly),
                Stream.of(more)).toArray();
    }

    /** A reason of a thread. */
    private record Block(int tid, Reason reason, long ns) {}

    private String reasons() {
        var rows = new ArrayList<Block>();
        states.threads().forEach((tid, times) -> times.reasons()
                .forEach(reason -> rows.add(new Block(tid, reason.getKey(), reason.getValue()))));
        rows.sort((a, b) -> Long.compare(b.ns, a.ns));
        var table = detail.table("blocked", "in", "sleep", "thread");
        rows.stream().limit(detail.top()).forEach(row -> table.row(TextTable.milliseconds(row.ns), row.reason.in(),
                row.reason.sleep().words(), states.names().label(row.tid)));
        return table + detail.more(rows.size(), "threads and reasons");
    }

    private String longest() {
        var table = detail.table("from", "woken", "on CPU", "blocked (µs)", "waited (µs)", "CPU", "in", "sleep",
                "thread");
        for (Away away : states.longest().subList(0, Math.min(detail.top(), states.longest().size()))) {
            Reason reason = Reason.of(away);
            table.row(TextTable.time(away.leave().ns()), TextTable.time(away.waitsFromNs()),
                    TextTable.time(away.toNs()), TextTable.micros(away.blockedNs()), TextTable.micros(away.waitedNs()),
                    away.cpu(), reason.in(), reason.sleep().words(), states.names().label(away.tid()));
        }
        return table.toString();
    }
}
