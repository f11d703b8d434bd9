package io.gyre.analysis.kernel.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.kernel.text.IntervalsFromText;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every interval of a recording of several chunks, put together from its slices, beside babeltrace2's text: to the nanosecond. */
class TimelineAgainstTextTest {
    private static final String RECORDING = "kernel-small-ctx-1";
    private static final long DAY_NS = Duration.ofDays(1).toNanos();
    /** The calls of the recording that are known by number alone, from the x86-64 table of the kernel. */
    private static final Map<String, String> NUMBERED = Map.of("#15", "rt_sigreturn", "#125", "capget", "#126",
            "capset", "#158", "arch_prctl", "#318", "getrandom", "#324", "membarrier", "#332", "statx", "#334", "rseq",
            "#435", "clone3");

    @ParameterizedTest
    @ValueSource(longs = { 1000, 300})
    void intervalsAreThoseOfTheText(long sliceMs) throws IOException {
        var slices = new ArrayList<LineResult<?>>();
        new LocalReport(List.of(new TimelineAnalysis()), Slices.of(Duration.ofMillis(sliceMs)))
                .of(SharedTraces.line(RECORDING), answer -> {
                    if (answer.scope() == Scope.SLICE) {
                        slices.add(answer);
                    }
                });
        slices.sort(Comparator.comparingLong(slice -> slice.range().afterNs()));
        var cpus = new TreeMap<Integer, List<String>>();
        var threads = new TreeMap<Integer, List<String>>();
        for (LineResult<?> slice : slices) {
            JsonNode json = slice.json();
            assertEquals(0, json.get("left_out_changes").asInt());
            collect(json.get("cpus"), cpus, "/cpu", "/thread/tid");
            collect(json.get("threads"), threads, "/tid", "/cpu");
        }
        IntervalsFromText text = text();
        text.byCpu.forEach((cpu, rows) -> assertEquals(rows, cpus.get(cpu), "CPU " + cpu));
        assertEquals(text.byCpu.keySet(), cpus.keySet());
        text.byThread.forEach((tid, rows) -> assertEquals(rows, threads.get(tid), "thread " + tid));
        assertEquals(text.byThread.keySet(), threads.keySet());
        assertTrue(threads.values().stream().mapToInt(List::size).sum() > 10_000);
    }

    /** What reaches into a range of time is cut at its ends. */
    @Test
    void rangeHasItsPartOfEachInterval() throws IOException {
        long beginNs = 1_795_426_103_200_000_000L; // 09:28:23.2
        var range = new TimeRange(beginNs, beginNs + 99_999_999);
        JsonNode json = LocalReport.within(range, List.of(new TimelineAnalysis()), Selection.ALL)
                .of(SharedTraces.line(RECORDING), answer -> {}).results().getFirst().json();
        assertEquals(beginNs + 100_000_000, json.get("to_ns").asLong());
        var cpus = new TreeMap<Integer, List<String>>();
        var threads = new TreeMap<Integer, List<String>>();
        collect(json.get("cpus"), cpus, "/cpu", "/thread/tid");
        collect(json.get("threads"), threads, "/tid", "/cpu");
        assertEquals(within(text().byCpu, beginNs % DAY_NS), cpus);
        assertEquals(within(text().byThread, beginNs % DAY_NS), threads);
        assertTrue(cpus.size() == 4 && threads.size() > 30, threads.size() + " threads");
    }

    private static Map<Integer, List<String>> within(Map<Integer, List<String>> all, long fromNs) {
        var within = new TreeMap<Integer, List<String>>();
        all.forEach((of, rows) -> {
            for (String row : rows) {
                String[] words = row.split(" ", 3);
                long beginNs = Math.max(Long.parseLong(words[0]), fromNs);
                long endNs = Math.min(Long.parseLong(words[1]), fromNs + 100_000_000);
                if (beginNs < endNs) {
                    within.computeIfAbsent(of, any -> new ArrayList<>()).add(beginNs + " " + endNs + " " + words[2]);
                }
            }
        });
        return within;
    }

    private static IntervalsFromText text() throws IOException {
        return IntervalsFromText.read(SharedTraces.root().resolve(RECORDING).resolve("reference.txt.zst"), NUMBERED);
    }

    private static void collect(JsonNode intervals, Map<Integer, List<String>> rows, String of, String on) {
        for (JsonNode row : intervals) {
            String what = String.join(" ", Stream.of(on, "/state", "/in", "/sleep").map(field -> row.at(field).asText())
                    .filter(word -> !word.isEmpty()).toList());
            IntervalsFromText.add(rows.computeIfAbsent(row.at(of).asInt(), any -> new ArrayList<>()),
                    row.get("begin_ns").asLong() % DAY_NS, row.get("end_ns").asLong() % DAY_NS, what);
        }
    }
}
