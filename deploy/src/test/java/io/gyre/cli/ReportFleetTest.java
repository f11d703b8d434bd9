package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gyre report --fleet} beside what {@code gyre report} says of each host. */
class ReportFleetTest {
    private static final List<String> ANALYSES = List.of("cpu", "cpus", "events", "io", "irq", "locks", "net", "sched",
            "syscalls",
            "threads", "wakeups");

    @TempDir
    static Path folder = Path.of("");

    private static List<String> recordings = List.of();

    @BeforeAll
    static void unpack() throws Exception {
        recordings = SampleFleet.unpack(folder).stream().map(Path::toString).toList();
    }

    private static JsonNode json(List<String> paths, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("report", "--json"));
        arguments.addAll(List.of(options));
        arguments.addAll(paths);
        return Json.read(CommandRun.of(arguments.toArray(String[]::new)).out());
    }

    @Test
    void fleetIsTheSumOfItsHostsAndOfItsSlices() throws Exception {
        JsonNode fleet = json(recordings, "--fleet");
        JsonNode hosts = json(recordings);
        assertEquals(ANALYSES, Stream.iterate(fleet.fieldNames(), any -> any.hasNext(), any -> any)
                .map(any -> any.next()).toList());
        assertEquals(3, fleet.at("/events/whole/hosts").asLong());
        for (List<String> of : List.of(List.of("events", "events"), List.of("cpu", "busy_ns"),
                List.of("cpu", "idle_ns"), List.of("cpu", "switches"), List.of("syscalls", "calls"),
                List.of("cpus", "observed_ns"), List.of("threads", "blocked_ns"))) {
            String analysis = of.getFirst();
            String name = of.getLast();
            String figure = analysis + " " + name;
            long expected = sum(hosts.path(analysis), "/" + name);
            assertTrue(expected > 0, figure);
            assertEquals(expected, fleet.at("/" + analysis + "/whole/sums/" + name).asLong(), figure);
            assertEquals(expected, sum(fleet.at("/" + analysis + "/slices"), "/sums/" + name), figure);
        }
        assertEquals(sum(hosts.path("sched"), "/count"), fleet.at("/sched/whole/distributions/wait/count").asLong());
        assertEquals(sum(hosts.path("wakeups"), "/count"), sum(fleet.at("/wakeups/slices"), "/sums/wakeups"));
        assertEquals(sum(hosts.path("sched"), "/sum_ns"), fleet.at("/sched/whole/distributions/wait/sum_ns").asLong());
    }

    private static long sum(JsonNode rows, String pointer) {
        return StreamSupport.stream(rows.spliterator(), false).mapToLong(row -> row.at(pointer).asLong()).sum();
    }

    @Test
    void namesHaveWhatAllHostsCountOfThem() throws Exception {
        JsonNode top = json(recordings, "--fleet").at("/events/whole/top/classes");
        JsonNode hosts = json(recordings).path("events");
        assertEquals(0, top.path("max_error").asLong());
        assertTrue(top.path("names").size() > 5);
        for (JsonNode row : top.path("names")) {
            String name = row.path("name").asText();
            long expected = StreamSupport.stream(hosts.spliterator(), false)
                    .mapToLong(host -> host.path("by_class").path(name).asLong()).sum();
            assertEquals(expected, row.path("count").asLong(), name);
        }
    }

    @Test
    void orderOfThePathsMakesNoDifference() throws Exception {
        assertEquals(json(recordings, "--fleet"), json(recordings.reversed(), "--fleet"));
    }

    @Test
    void peopleGetATableOfSlices() {
        var arguments = new ArrayList<>(List.of("report", "--fleet", "--analysis", "events"));
        arguments.addAll(recordings);
        String text = CommandRun.of(arguments.toArray(String[]::new)).out();
        assertTrue(text.startsWith("events of the fleet\nslice "), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("all +3 +.*")), text);
    }

    @Test
    void rangesAndThreadsAreRefused() {
        for (String option : List.of("--begin=09:00:00", "--timerange=09:00,10:00", "--tid=1")) {
            CommandRun run = CommandRun.of("report", "--fleet", option, recordings.getFirst());
            assertEquals(ExitCode.USAGE, run.exitCode(), option);
            assertTrue(run.err().contains("--fleet rolls up all time"), run.err());
        }
    }
}
