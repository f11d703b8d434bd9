package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as Trace Compass calls it. */
class LamiTest {
    /** What a data object of each class has to have, as LAMI 1.0 demands. */
    private static final Map<String, Set<String>> DEMANDED = Map.ofEntries(
            Map.entry("number", Set.of("value")), Map.entry("string", Set.of("value")),
            Map.entry("duration", Set.of("value")), Map.entry("size", Set.of("value")),
            Map.entry("timestamp", Set.of("value")), Map.entry("time-range", Set.of("begin", "end")),
            Map.entry("cpu", Set.of("id")), Map.entry("syscall", Set.of("name")), Map.entry("disk", Set.of("name")),
            Map.entry("netif", Set.of("name")), Map.entry("path", Set.of("path")),
            Map.entry("irq", Set.of("hard", "nr")),
            Map.entry("process", Set.of()));

    @TempDir
    static Path folder = Path.of("");

    private static Path kernel = Path.of("");
    private static Path user = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        List<Path> recordings = SampleFleet.unpack(folder);
        kernel = recordings.getLast();
        user = recordings.getFirst();
    }

    /** Trace Compass asks the program without the words that follow it. */
    @Test
    void programTellsTheVersion() {
        assertEquals("1.0", CommandRun.of("--mi-version").out().strip());
        assertEquals("1.0", CommandRun.of("report", "--lami", "--mi-version").out().strip());
    }

    @Test
    void cellsAreOfTheClassesThatTheMetadataTell() throws Exception {
        Set<String> filled = new TreeSet<>();
        checkTables(kernel, filled, "--output-progress");
        assertTrue(filled.containsAll(Set.of("cpu-per-cpu", "cpus-per-cpu", "sched-longest", "threads-per-process",
                "threads-longest", "wakeups-pairs", "wakeups-blocked", "wakeups-critical-path", "locks-futexes",
                "syscalls-per-call", "io-per-call", "irq-soft", "events-by-class", "rates-by-cpu")), filled::toString);
        checkTables(kernel, filled, "--analysis", "schedlog,timeline");
        assertTrue(filled.containsAll(Set.of("schedlog-waits", "timeline-cpus", "timeline-threads")), filled::toString);
        filled.clear();
        checkTables(user, filled, "--analysis", "events,rates,callstack,heap,logs", "--pairs",
                "all: freight:tick -> freight:* by $ctx.vtid", "--counters", "all: * *");
        assertTrue(filled.stream().anyMatch(table -> table.matches("pairs-all-[0-9a-f]+-by-key")), filled::toString);
        assertTrue(filled.stream().anyMatch(table -> table.matches("pairs-all-[0-9a-f]+-longest")), filled::toString);
        assertTrue(filled.stream().anyMatch(table -> table.matches("counters-all-[0-9a-f]+-fields")),
                filled::toString);
    }

    /** The recordings beside the repository have what the samples have not. */
    @Test
    void tablesOfProgramsAndOfWhatIsRareAreOfTheirClassesToo() throws Exception {
        String shared = System.getenv("GYRE_SHARED");
        Path traces = (shared == null
                ? Path.of(System.getProperty("gyre.root", ".."), "..", "shared")
                : Path.of(shared))
                .resolve("traces");
        Assumptions.assumeTrue(Files.isDirectory(traces), () -> "no recordings at " + traces);
        Set<String> filled = new TreeSet<>();
        for (String recording : List.of("ust-callstack-1", "ust-libc-1", "ust-java-1", "kernel-small-ctx-1")) {
            checkTables(traces.resolve(recording), filled);
        }
        assertTrue(filled.containsAll(Set.of("callstack-functions", "heap-processes", "heap-alive", "logs-by-logger",
                "logs-last-errors", "locks-longest", "net-per-interface")), filled::toString);
    }

    private static void checkTables(Path traces, Set<String> filled, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("report", "--lami"));
        words.addAll(Arrays.asList(options));
        words.add(traces.toString());
        JsonNode results = Json.read(CommandRun.of(words.toArray(String[]::new)).out()).path("results");
        words.set(words.size() - 1, "--metadata");
        JsonNode metadata = Json.read(CommandRun.of(words.toArray(String[]::new)).out());
        assertEquals(1, metadata.path("mi-version").path("major").asInt());
        assertTrue(metadata.path("title").isTextual(), metadata.toString());
        assertFalse(results.isEmpty());
        for (JsonNode result : results) {
            if (!result.path("data").isEmpty()) {
                filled.add(result.path("class").asText());
            }
            checkObject(result.path("time-range"), "time-range");
            JsonNode columns = metadata.path("table-classes").path(result.path("class").asText())
                    .path("column-descriptions");
            assertFalse(columns.isEmpty(), result.path("class").asText());
            assertFalse(result.path("data").isMissingNode());
            for (JsonNode row : result.path("data")) {
                assertEquals(columns.size(), row.size());
                for (int i = 0; i < row.size(); i++) {
                    if (!row.get(i).isNull()) {
                        checkObject(row.get(i), columns.get(i).path("class").asText());
                    }
                }
            }
        }
    }

    private static void checkObject(JsonNode object, String expected) {
        assertEquals(expected, object.path("class").asText(), object.toString());
        JsonNode value = object.path("value");
        switch (expected) {
            case "number", "duration", "size", "timestamp" -> assertTrue(value.isNumber(), object.toString());
            case "string" -> assertTrue(value.isTextual(), object.toString());
            case "process" -> assertTrue(object.size() > 1, object.toString());
            default -> assertTrue(value.isMissingNode(), object.toString());
        }
        for (String id : List.of("pid", "tid", "id", "nr")) {
            assertTrue(!object.has(id) || object.path(id).isIntegralNumber(), object.toString());
        }
        Objects.requireNonNull(DEMANDED.get(expected)).forEach(key -> assertTrue(object.has(key), object.toString()));
        if (expected.equals("time-range")) {
            checkObject(object.path("begin"), "timestamp");
            checkObject(object.path("end"), "timestamp");
            assertTrue(object.at("/end/value").asLong() >= object.at("/begin/value").asLong(), object.toString());
        }
    }

    @Test
    void figuresAreThoseOfTheReport() throws Exception {
        JsonNode report = Json.read(CommandRun.of("report", "--json", "--analysis", "cpu", kernel.toString()).out())
                .at("/cpu/0/per_cpu");
        JsonNode table = lami("--analysis", "cpu").path("results").get(0);
        assertEquals("cpu-per-cpu", table.path("class").asText());
        assertEquals(report.size(), table.path("data").size());
        for (int i = 0; i < report.size(); i++) {
            assertEquals(report.get(i).path("cpu"), table.path("data").get(i).at("/0/id"));
            assertEquals(report.get(i).path("busy_ns"), table.path("data").get(i).at("/1/value"));
        }
    }

    @Test
    void rangeIsInNanosecondsAndRowsAreLimited() throws Exception {
        long beginNs = lami("--analysis", "cpu").at("/results/0/time-range/begin/value").asLong();
        String begin = Long.toString(beginNs + 1_000_000);
        String end = Long.toString(beginNs + 200_000_000);
        JsonNode result = lami("--analysis", "cpu", "--limit", "1", "--begin", begin, "--end", end).path("results")
                .get(1);
        assertEquals(begin, result.at("/time-range/begin/value").asText());
        assertEquals(end, result.at("/time-range/end/value").asText());
        assertEquals(1, result.path("data").size());
    }

    @Test
    void tracesAreCompatibleWithWhatTheyHaveEventsOf() {
        assertTrue(isCompatible(kernel));
        assertTrue(isCompatible(kernel, "--analysis", "sched"));
        assertFalse(isCompatible(kernel, "--analysis", "callstack,heap,logs"));
        assertTrue(isCompatible(user));
        assertTrue(isCompatible(user, "--analysis", "rates"));
        assertTrue(isCompatible(user, "--counters", "all: * *"));
        assertFalse(isCompatible(user, "--analysis", "sched,syscalls"));
    }

    private static boolean isCompatible(Path traces, String... options) {
        List<String> words = new ArrayList<>(List.of("report", "--lami", "--test-compatibility"));
        words.addAll(Arrays.asList(options));
        words.add(traces.toString());
        return CommandRun.of(words.toArray(String[]::new)).exitCode() == ExitCode.OK;
    }

    private static JsonNode lami(String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("report", "--lami"));
        line.addAll(Arrays.asList(options));
        line.add(kernel.toString());
        return Json.read(CommandRun.of(line.toArray(String[]::new)).out());
    }
}
