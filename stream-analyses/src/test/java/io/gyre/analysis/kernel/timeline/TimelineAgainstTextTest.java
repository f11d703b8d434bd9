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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every interval of a recording of several chunks, put together from its slices, beside babeltrace2's text: to the nanosecond. */
class TimelineAgainstTextTest {
    private static final long DAY_NS = Duration.ofDays(1).toNanos();
    /** The calls of the recording that are known by number alone, from the x86-64 table of the kernel. */
    private static final Map<String, String> NUMBERED = Map.of("#15", "rt_sigreturn", "#125", "capget", "#126",
            "capset", "#158", "arch_prctl", "#318", "getrandom", "#324", "membarrier", "#332", "statx", "#334", "rseq",
            "#435", "clone3");

    @ParameterizedTest
    @ValueSource(longs = { 1000, 300})
    void intervalsAreThoseOfTheText(long sliceMs) throws IOException {
        String recording = "kernel-small-ctx-1";
        var slices = new ArrayList<LineResult<?>>();
        new LocalReport(List.of(new TimelineAnalysis()), Slices.of(Duration.ofMillis(sliceMs)))
                .of(SharedTraces.line(recording), answer -> {
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
        IntervalsFromText text = IntervalsFromText
                .read(SharedTraces.root().resolve(recording).resolve("reference.txt.zst"), NUMBERED);
        text.byCpu.forEach((cpu, rows) -> assertEquals(rows, cpus.get(cpu), "CPU " + cpu));
        assertEquals(text.byCpu.keySet(), cpus.keySet());
        text.byThread.forEach((tid, rows) -> assertEquals(rows, threads.get(tid), "thread " + tid));
        assertEquals(text.byThread.keySet(), threads.keySet());
        assertTrue(threads.values().stream().mapToInt(List::size).sum() > 10_000);
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
