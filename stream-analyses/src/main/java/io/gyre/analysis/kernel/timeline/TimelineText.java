package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.List;
import java.util.Locale;

/** What people see of {@link Intervals}: pictures of CPUs and threads, then the intervals in the order of time. */
final class TimelineText {
    private final Intervals intervals;
    private final Detail detail;

    TimelineText(Intervals intervals, Detail detail) {
        this.intervals = intervals;
        this.detail = detail;
    }

    @Override
    public String toString() {
        return Detail.parts(cpus(), threads(), leftOut());
    }

    private String cpus() {
        var table = detail.table("begin", "end", "µs", "CPU", "state", "in", "thread");
        List<Interval> rows = intervals.cpus();
        rows.stream().limit(detail.top()).forEach(row -> table.row(TextTable.time(row.beginNs()),
                TextTable.time(row.endNs()), TextTable.micros(row.lengthNs()), row.cpu(), row.state().ofCpu(),
                row.in(), row.tid() > Tids.IDLE ? intervals.names().label(row.tid()) : ""));
        return table + detail.more(rows.size(), "intervals of CPUs");
    }

    private String threads() {
        var table = detail.table("begin", "end", "µs", "CPU", "state", "in", "sleep", "thread");
        List<Interval> rows = intervals.threads();
        rows.stream().limit(detail.top()).forEach(row -> table.row(TextTable.time(row.beginNs()),
                TextTable.time(row.endNs()), TextTable.micros(row.lengthNs()), row.cpu() < 0 ? "" : row.cpu(),
                row.state().ofThread(), row.in(), row.sleep(), intervals.names().label(row.tid())));
        return table + detail.more(rows.size(), "intervals of threads");
    }

    private String leftOut() {
        return intervals.leftOut() == 0
                ? ""
                : String.format(Locale.ROOT, "! up to %s: %,d changes from there on are left out\n",
                        TextTable.time(intervals.toNs()), intervals.leftOut());
    }
}
