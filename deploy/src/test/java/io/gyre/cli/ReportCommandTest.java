package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    static Path folder = Path.of("");

    private static String recording = "";

    /** Of a kernel, with events of many threads on several CPUs. */
    @BeforeAll
    static void unpack() throws Exception {
        recording = SampleFleet.unpack(folder).getLast().toString();
    }

    @Test
    void eventsOfARangeAreThoseThatTextPrints() throws Exception {
        JsonNode all = json("--analysis", "events").path("events").get(0);
        long third = (all.path("end_ns").asLong() - all.path("begin_ns").asLong()) / 3;
        String begin = seconds(all.path("begin_ns").asLong() + third);
        String end = seconds(all.path("end_ns").asLong() - third);
        long printed = CommandRun.of("text", "--begin", begin, "--end", end, recording).out().lines().count();
        JsonNode within = json("--analysis", "events", "--begin", begin, "--end", end).path("events").get(0);
        assertEquals(printed, within.path("events").asLong());
        assertTrue(printed > 0 && printed < all.path("events").asLong(), printed + " events");
    }

    @Test
    void threadsTimeInPartsAddsUpToThatInAll() throws Exception {
        JsonNode all = json("--analysis", "cpu").path("cpu").get(0);
        JsonNode events = json("--analysis", "events").path("events").get(0);
        long middle = (events.path("begin_ns").asLong() + events.path("end_ns").asLong()) / 2;
        JsonNode left = json("--analysis", "cpu", "--end", seconds(middle)).path("cpu").get(0);
        JsonNode right = json("--analysis", "cpu", "--begin", seconds(middle + 1)).path("cpu").get(0);
        for (String figure : List.of("busy_ns", "idle_ns", "switches")) {
            assertEquals(all.path(figure).asLong(), left.path(figure).asLong() + right.path(figure).asLong(), figure);
        }
    }

    @Test
    void rowsOfAThreadAreThoseAmongAll() throws Exception {
        JsonNode all = json("--analysis", "cpu").path("cpu").get(0).path("per_thread");
        JsonNode last = all.get(all.size() - 1);
        JsonNode chosen = json("--analysis", "cpu", "--tid", last.path("tid").asText()).path("cpu").get(0);
        assertTrue(chosen.path("per_cpu").isMissingNode() && chosen.path("busy_ns").isMissingNode(), chosen.toString());
        List<JsonNode> expected = new ArrayList<>();
        all.forEach(row -> {
            if (row.path("tid").equals(last.path("tid"))) {
                expected.add(row);
            }
        });
        List<JsonNode> found = new ArrayList<>();
        chosen.path("per_thread").forEach(found::add);
        assertEquals(expected, found);
    }

    @Test
    void answersAreTheSameWhenAnalysesAreChecked() throws Exception {
        assertEquals(json("--analysis", "cpu,syscalls"), json("--analysis", "cpu,syscalls", "--strict"));
    }

    @Test
    void fleetsAreTheSameWhenAnalysesAreChecked() throws Exception {
        JsonNode rollUps = json("--fleet", "--analysis", "cpu,syscalls");
        assertTrue(rollUps.path("cpu").size() > 0, rollUps.toString());
        assertEquals(rollUps, json("--fleet", "--analysis", "cpu,syscalls", "--strict"));
    }

    /** The table of all threads shows ten, so that a thread has to be found behind those. */
    @Test
    void tableFindsAThreadThatWouldNotBeShown() throws Exception {
        JsonNode all = json("--analysis", "cpu").path("cpu").get(0).path("per_thread");
        JsonNode last = all.get(all.size() - 1);
        assertTrue(all.size() > 10, all.size() + " threads");
        CommandRun run = run("--analysis", "cpu", "--tid", last.path("tid").asText(), "--procname",
                last.path("comm").asText().charAt(0) + "*");
        assertTrue(run.out().contains(last.path("comm").asText()), run.out());
        assertFalse(run.out().contains("busy"), "the table of CPUs is not about a thread\n" + run.out());
        assertTrue(run("--analysis", "cpu", "--procname", "no such name").out().contains("(none of"));
    }

    @Test
    void analysisWithoutThreadsSaysSoOnce() {
        CommandRun run = run("--analysis", "events,irq", "--tid", "1");
        assertEquals(1, run.err().lines().filter(line -> line.startsWith("events does not")).count(), run.err());
    }

    @Test
    void rowsBeyondTheTopAreCounted() throws Exception {
        CommandRun run = run("--analysis", "cpu", "--procname", "*", "--top", "2");
        int threads = json("--analysis", "cpu").path("cpu").get(0).path("per_thread").size();
        assertTrue(run.out().contains("and " + (threads - 2) + " more"), run.out());
    }

    @Test
    void cpuAndHostChooseWhatIsRead() throws Exception {
        JsonNode one = json("--analysis", "cpu", "--cpu", "1").path("cpu").get(0).path("per_cpu");
        assertEquals(1, one.size(), one.toString());
        assertEquals(1, one.get(0).path("cpu").asInt());
        JsonNode all = json("--analysis", "cpu").path("cpu").get(0);
        assertNotEquals(1, all.path("per_cpu").size());
        String host = all.path("host").asText();
        assertEquals(all, json("--analysis", "cpu", "--host", host.charAt(0) + "*").path("cpu").get(0));
        CommandRun none = run("--host", "no-such-host");
        assertEquals(ExitCode.FAILURE, none.exitCode());
        assertTrue(none.err().contains("there are " + host), none.err());
        assertEquals(ExitCode.USAGE, run("--cpu", "1", "--stream", "x").exitCode());
    }

    private static String seconds(long ns) {
        return ns / 1_000_000_000 + "." + String.format(java.util.Locale.ROOT, "%09d", ns % 1_000_000_000);
    }

    private static CommandRun run(String... options) {
        List<String> line = new ArrayList<>(List.of("report"));
        line.addAll(Arrays.asList(options));
        line.add(recording);
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static JsonNode json(String... options) throws Exception {
        List<String> line = new ArrayList<>(Arrays.asList(options));
        line.add("--json");
        return Json.read(run(line.toArray(String[]::new)).out());
    }
}
