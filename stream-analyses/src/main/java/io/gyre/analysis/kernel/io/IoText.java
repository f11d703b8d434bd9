package io.gyre.analysis.kernel.io;

import io.gyre.analysis.Detail;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.figures.Bars;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.file.FileOf;
import io.gyre.analysis.kernel.file.FileUse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What people see of {@link IoUse}: what moved most comes first. */
final class IoText {
    private final IoUse use;
    private final Detail detail;

    IoText(IoUse use, Detail detail) {
        this.use = use;
        this.detail = detail;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        part(text, use.threads().isEmpty() ? "" : volumes(use.processes(), "PID", "process", "processes"));
        part(text, use.threads().isEmpty() ? "" : volumes(use.byVolume(), "TID", "thread", "threads"));
        part(text, use.files().uses().isEmpty() ? "" : files());
        part(text, use.calls().isEmpty() ? "" : calls());
        part(text, use.disks().isEmpty() ? "" : disks());
        part(text, use.interfaces().isEmpty() ? "" : interfaces());
        part(text, use.longest().isEmpty() ? "" : longest());
        Transfer requests = use.disks().values().stream().map(disk -> disk.reads().plus(disk.writes()))
                .reduce(Transfer.NONE, Transfer::plus);
        part(text, requests.spread().isNone()
                ? ""
                : detail.ofAll("block requests, all disks\n" + Bars.of(requests.spread().histogram())));
        return text.isEmpty() ? "nothing was read, written, sent or received\n" : text.toString();
    }

    private static void part(StringBuilder text, String part) {
        text.append(text.isEmpty() || part.isEmpty() ? "" : "\n").append(part);
    }

    private String volumes(List<Map.Entry<Integer, Volume>> rows, String number, String what, String many) {
        var table = detail.table("read", "written", "received", "sent", "copied", "calls", "failed", "total (ms)",
                number, what);
        rows.stream().limit(detail.top()).forEach(row -> {
            Volume volume = row.getValue();
            int id = row.getKey();
            table.row(volume.read(), volume.written(), volume.received(), volume.sent(), volume.copied(),
                    volume.durations().count(), volume.failed(), millis(volume.durations()),
                    id < 0 ? "" : Integer.toString(id), use.names().comm(id));
        });
        return table + detail.more(rows.size(), many);
    }

    private String files() {
        var table = detail.table("read", "written", "reads", "avg (µs)", "max (µs)", "writes", "avg (µs)", "max (µs)",
                "failed", "PID", "process", "file");
        List<Map.Entry<FileOf, FileUse>> rows = use.byFile();
        rows.stream().limit(detail.top()).forEach(row -> {
            FileUse file = row.getValue();
            int id = row.getKey().tid();
            table.row(file.read(), file.written(), file.reads().count(), TextTable.micros(file.reads().meanNs()),
                    longest(file.reads()), file.writes().count(), TextTable.micros(file.writes().meanNs()),
                    longest(file.writes()), file.failed(), id < 0 ? "" : Integer.toString(id), use.names().comm(id),
                    row.getKey().name());
        });
        return table + detail.more(rows.size(), "files");
    }

    private static String longest(Durations of) {
        return TextTable.micros(of.isNone() ? 0 : of.maxNs());
    }

    private String calls() {
        var table = detail.table("calls", "bytes", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "p99 (µs)",
                "failed", "category", "system call");
        use.calls().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Transfer>>comparingLong(row -> -row.getValue().bytes())
                        .thenComparingLong(row -> -row.getValue().spread().durations().count())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(detail.top()).forEach(row -> {
                    Category category = Category.of(row.getKey());
                    row(table, row.getValue(), category == null ? "" : category.word(), row.getKey());
                });
        return table + detail.more(use.calls().size(), "system calls");
    }

    private static void row(TextTable table, Transfer of, String kind, String name) {
        Durations took = of.spread().durations();
        table.row(took.count(), of.bytes(), TextTable.micros(took.minNs()), TextTable.micros(took.meanNs()),
                TextTable.micros(took.maxNs()), TextTable.micros(took.stdevNs()),
                TextTable.micros(of.spread().percentileNs(990)), of.failed(), kind, name);
    }

    private String disks() {
        var table = detail.table("requests", "bytes", "min (µs)", "avg (µs)", "max (µs)", "stdev (µs)", "p99 (µs)",
                "failed", "kind", "disk");
        use.disks().forEach((device, disk) -> {
            if (!disk.reads().spread().isNone()) {
                row(table, disk.reads(), "read", use.diskName(device));
            }
            if (!disk.writes().spread().isNone()) {
                row(table, disk.writes(), "write", use.diskName(device));
            }
        });
        return table.toString();
    }

    private String interfaces() {
        var table = detail.table("packets sent", "bytes sent", "packets received", "bytes received", "interface");
        use.interfaces().forEach((name, traffic) -> table.row(traffic.sentPackets(), traffic.sentBytes(),
                traffic.receivedPackets(), traffic.receivedBytes(), name));
        return table.toString();
    }

    private String longest() {
        var table = detail.table("entered at", "left at", "took (µs)", "system call", "returned", "thread",
                "file");
        Map<LongCall, String> files = use.filesOfLongest();
        use.longest().stream().limit(detail.top())
                .forEach(call -> table.row(TextTable.time(call.fromNs()), TextTable.time(call.toNs()),
                        TextTable.micros(call.lengthNs()), call.call(), Long.toString(call.ret()),
                        use.names().label(call.tid()),
                        files.getOrDefault(call, "")));
        return table.toString();
    }

    private static String millis(Durations of) {
        return TextTable.micros(of.sum().toLong() / 1000);
    }
}
