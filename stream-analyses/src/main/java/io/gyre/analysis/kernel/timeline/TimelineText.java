package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people see of {@link Intervals}: pictures of CPUs and threads, then the intervals in the order of time. */
final class TimelineText {
    private final Intervals intervals;
    private final Detail detail;
    private final Picture picture;

    TimelineText(Intervals intervals, Detail detail) {
        this.intervals = intervals;
        this.detail = detail;
        this.picture = new Picture(intervals.fromNs(), intervals.toNs());
    }

    @Override
    public String toString() {
        return Detail.parts(cpuPictures(), threadPictures(), cpus(), threads(), leftOut());
    }

    private String cpuPictures() {
        SortedMap<Integer, List<Interval>> rows = group(intervals.cpus(), Interval::cpu);
        var table = detail.table("CPU",
                "_ idle, u user, s system call, o other, i soft irq, I irq, ? unknown; " + each());
        rows.forEach((cpu, row) -> table.row(cpu, picture.of(row)));
        return table.toString();
    }

    private String threadPictures() {
        SortedMap<Integer, List<Interval>> rows = group(intervals.threads(), Interval::tid);
        var table = detail.table("u user, s system call, o other, i I interrupted, w waiting, b blocked; " + each(),
                "thread");
        rows.entrySet().stream().sorted(Comparator.comparingLong(row -> -activeNs(row.getValue()))).limit(detail.top())
                .forEach(row -> table.row(picture.of(row.getValue()), intervals.names().label(row.getKey())));
        return table + detail.more(rows.size(), "threads");
    }

    private String each() {
        return "each " + TextTable.milliseconds(picture.columnNs());
    }

    private static SortedMap<Integer, List<Interval>> group(List<Interval> intervals, Function<Interval, Integer> by) {
        return intervals.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static long activeNs(List<Interval> intervals) {
        return intervals.stream().filter(interval -> interval.state() != State.BLOCKED).mapToLong(Interval::lengthNs)
                .sum();
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
