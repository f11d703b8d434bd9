package io.gyre.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.analysis.line.LineResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What babeltrace2 counted in the whole of each recording, our windows together count too. */
class ReferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> eventsOfAllWindowsAreThoseOfTheWholeTrace() throws IOException {
        return SharedTraces.recordings().stream().map(recording -> DynamicTest.dynamicTest(
                SharedTraces.root().relativize(recording).toString(), () -> check(recording)));
    }

    private static void check(Path recording) throws IOException {
        JsonNode whole = JSON.readTree(recording.resolve("reference.json").toFile()).get("whole");
        var report = new LocalReport(List.of(new EventsAnalysis()), Slices.seconds());
        List<LineReport> lines = report.of(List.of(recording.resolve("archives")));
        JsonNode entry = report.json(lines).get("events").get(0);
        assertEquals(List.of(), lines.getFirst().damages());
        assertEquals(whole.get("events").asLong(), entry.get("events").asLong());
        assertEquals(counts(whole.get("event_counts")), counts(entry.get("by_class")));
        assertEquals(whole.get("begin_ns").asText(), text(entry.get("begin_ns")));
        assertEquals(whole.get("end_ns").asText(), text(entry.get("end_ns")));
        assertEquals(whole.get("discarded_events").asLong(), entry.get("discarded_events").asLong());
        assertEquals(whole.get("discarded_packets").asLong(), entry.get("discarded_packets").asLong());
        assertEquals(0, entry.get("late_events").asLong());
        assertEquals(lines.getFirst().line().chunks().size(), entry.get("chunks").asInt());
    }

    private static Map<String, Long> counts(JsonNode counts) {
        var map = new TreeMap<String, Long>();
        counts.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asLong()));
        return map;
    }

    private static String text(JsonNode time) {
        return time.isNull() ? "" : time.asText();
    }

    @Test
    void clearedChunkIsAGap() throws IOException {
        var report = new LocalReport(List.of(new EventsAnalysis()), Slices.seconds());
        JsonNode entry = report.json(List.of(report.of(SharedTraces.line("ust-gaps-1"), result -> {}))).get("events")
                .get(0);
        assertEquals(1, entry.get("gaps").asLong());
        assertEquals("batch-02", entry.get("host").asText());
        assertEquals("ust-gaps-1", entry.get("session").asText());
    }

    @Test
    void slicesAndWindowsAddUpToTheLine() throws IOException {
        assertSums("kernel-uprobe-1", List.of("events", "observed_ns", "busy_ns", "idle_ns", "switches", "migrations"));
    }

    @Test
    void whereSwitchesWereDiscardedSlicesStillAddUpToTheTimeObserved() throws IOException {
        assertSums("kernel-discard-1", List.of("events", "discarded_events", "observed_ns", "switches"));
    }

    private static void assertSums(String recording, List<String> figures) throws IOException {
        var sums = new TreeMap<String, Long>();
        var report = new LocalReport(List.of(new CpuAnalysis(), new EventsAnalysis()), Slices.seconds());
        LineReport line = report.of(SharedTraces.line(recording), result -> result.json().properties()
                .forEach(figure -> sums.merge(result.scope() + " " + result.analysis().name() + " " + figure.getKey(),
                        figure.getValue().asLong(), Long::sum)));
        var compared = new TreeSet<String>();
        for (LineResult<?> result : line.results()) {
            for (String figure : figures) {
                JsonNode value = result.json().get(figure);
                if (value != null) {
                    String name = result.analysis().name() + " " + figure;
                    assertEquals(value.asLong(), sums.get("SLICE " + name), "slices: " + name);
                    assertEquals(value.asLong(), sums.get("WINDOW " + name), "windows: " + name);
                    compared.add(figure);
                }
            }
        }
        assertEquals(new TreeSet<>(figures), compared);
    }

    @Test
    void lineWithoutSwitchesHasNoCpuEntry() throws IOException {
        var report = new LocalReport(List.of(new CpuAnalysis(), new EventsAnalysis()), Slices.seconds());
        JsonNode json = report.json(List.of(report.of(SharedTraces.line("ust-pid-1"), result -> {})));
        assertEquals(0, json.get("cpu").size());
        assertEquals(1, json.get("events").size());
    }
}
