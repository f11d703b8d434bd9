package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.LongCall;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people see of {@link SyscallUse}: what took most time comes first. */
final class SyscallText {
    private static final int MOST_VALUES = 5;

    private final SyscallUse use;
    private final Detail detail;

    SyscallText(SyscallUse use, Detail detail) {
        this.use = use;
        this.detail = detail;
    }

    @Override
    public String toString() {
        return Detail.parts(calls(use.calls(), "system call"),
                use.variants().isEmpty() ? "" : calls(use.variants(), "variant"), returned(), threads(), longest(),
                detail.ofAll("duration, all system calls\n" + Bars.of(use.calls().values().stream()
                        .map(CallFigures::histogram).reduce(Histogram.NONE, Histogram::plus))));
    }

    private String calls(SortedMap<String, CallFigures> calls, String head) {
        var table = detail.table("calls", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "p99 (µs)", "total (ms)",
                head, "without exit", "errors");
        byTime(calls, figures -> figures.outcomes().durations()).stream().limit(detail.top()).forEach(row -> {
            CallFigures call = row.getValue();
            Durations took = call.outcomes().durations();
            table.row(took.count(), micros(took, took.minNs()), micros(took, took.meanNs()),
                    micros(took, took.maxNs()), micros(took, took.stdevNs()),
                    micros(took, call.distribution().percentileNs(990)), millis(took), row.getKey(),
                    call.entries() - took.count(), call.outcomes().errorText());
        });
        return table + detail.more(calls.size(), head + "s");
    }

    private String returned() {
        var table = detail.table("returned", "min", "max", "sum", "system call", "most frequent values");
        List<Map.Entry<String, CallFigures>> rows = byTime(use.calls(), call -> call.outcomes().durations()).stream()
                .filter(row -> !row.getValue().outcomes().returned().isNone()).toList();
        if (rows.isEmpty()) {
            return "";
        }
        rows.stream().limit(detail.top()).forEach(row -> {
            Returned returned = row.getValue().outcomes().returned();
            table.row(returned.count(), returned.min(), returned.max(),
                    String.format(Locale.ROOT, "%,d", returned.sum().toBigInteger()), row.getKey(),
                    mostFrequent(row.getValue().values()));
        });
        return table + detail.more(rows.size(), "system calls that returned a number");
    }

    /** {@return {@code 0: 512, 1: 88, 4,096 to 4,351: 12 and 3 more}} */
    static String mostFrequent(Histogram values) {
        List<Histogram.Bucket> buckets = values.buckets();
        String most = buckets.stream().sorted(Comparator.comparingLong(Histogram.Bucket::count).reversed())
                .limit(MOST_VALUES).map(SyscallText::text).collect(Collectors.joining(", "));
        return buckets.size() > MOST_VALUES ? most + " and " + (buckets.size() - MOST_VALUES) + " more" : most;
    }

    private static String text(Histogram.Bucket bucket) {
        long last = bucket.to() - 1;
        return bucket.from() == last
                ? String.format(Locale.ROOT, "%,d: %,d", last, bucket.count())
                : String.format(Locale.ROOT, "%,d to %,d: %,d", bucket.from(), last, bucket.count());
    }

    private String threads() {
        var table = detail.table("calls", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "total (ms)", "TID",
                "thread", "system call", "errors");
        byTime(use.threads(), Outcomes::durations).stream().limit(detail.top()).forEach(row -> {
            int tid = row.getKey().tid();
            Durations took = row.getValue().durations();
            table.row(took.count(), micros(took, took.minNs()), micros(took, took.meanNs()),
                    micros(took, took.maxNs()), micros(took, took.stdevNs()), millis(took),
                    tid < 0 ? "" : Integer.toString(tid), use.names().comm(tid), row.getKey().call(),
                    row.getValue().errorText());
        });
        return table + detail.more(use.threads().size(), "pairs of thread and system call");
    }

    private String longest() {
        var table = detail.table("entered at", "left at", "took (µs)", "system call", "returned", "thread");
        use.longest().stream().limit(detail.top())
                .forEach(call -> table.row(TextTable.time(call.fromNs()), TextTable.time(call.toNs()),
                        TextTable.micros(call.lengthNs()), call.call(), returned(call.ret()),
                        use.names().label(call.tid())));
        return table.toString();
    }

    private static String returned(long ret) {
        int error = Exit.error(ret);
        return error == 0 ? Long.toString(ret) : Errno.name(error);
    }

    private static <K extends Comparable<K>, V> List<Map.Entry<K, V>> byTime(SortedMap<K, V> rows,
            Function<V, Durations> durations) {
        return Ranking.largestFirst(rows.entrySet(), row -> durations.apply(row.getValue()).sum().toLong());
    }

    private static String micros(Durations of, long ns) {
        return of.isNone() ? "" : TextTable.micros(ns);
    }

    private static String millis(Durations of) {
        return TextTable.micros(of.sum().toLong() / 1000);
    }
}
