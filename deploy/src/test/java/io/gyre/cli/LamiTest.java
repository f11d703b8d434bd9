package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
            Map.entry("netif", Set.of("name")), Map.entry("irq", Set.of("hard", "nr")),
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
        JsonNode metadata = Json.read(CommandRun.of("report", "--lami", "--metadata").out());
        assertEquals(1, metadata.path("mi-version").path("major").asInt());
        assertTrue(metadata.path("title").isTextual(), metadata.toString());
        JsonNode results = lami("--output-progress").path("results");
        assertFalse(results.isEmpty());
        for (JsonNode result : results) {
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
    void onlyKernelTracesAreCompatible() {
        assertEquals(ExitCode.OK,
                CommandRun.of("report", "--lami", "--test-compatibility", kernel.toString()).exitCode());
        assertEquals(ExitCode.FAILURE,
                CommandRun.of("report", "--lami", "--test-compatibility", user.toString()).exitCode());
    }

    private static JsonNode lami(String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("report", "--lami"));
        line.addAll(Arrays.asList(options));
        line.add(kernel.toString());
        return Json.read(CommandRun.of(line.toArray(String[]::new)).out());
    }
}
