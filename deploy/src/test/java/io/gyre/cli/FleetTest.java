package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet of hosts made of the sample ones, through one broker, with a small heap for broker, publisher and analyses together: every answer is
 * that of {@code gyre report}. The long form, {@code -Dgyre.fleet.hosts=200}, also runs on two shards and prints what both took.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FleetTest {
    private static final int HOSTS = Integer.getInteger("gyre.fleet.hosts", 3);
    private static final int MANY = 100;
    private static final String HEAP = "-Xmx768m";

    @TempDir
    Path folder;

    @Test
    void everyHostIsAnsweredAsByAReport() throws Exception {
        HostCopies.make(SampleFleet.unpack(folder.resolve("samples")), HOSTS, folder.resolve("fleet"));
        String fleet = folder.resolve("fleet").toString();
        CommandRun report = CommandRun.of("report", "--json", fleet);
        JsonNode expected = Json.read(report.out());
        assertEquals(HOSTS, expected.path("events").size(), "lines");
        List<String> figures = new ArrayList<>();
        for (int shards = HOSTS < MANY ? 2 : 1; shards <= 2; shards++) {
            long begin = System.nanoTime();
            String answers = Tool.stdout(GyreProcess.command(List.of(HEAP), "demo", fleet, "--json", "--out",
                    folder.resolve("demo-" + shards).toString(), "--partitions", "4", "--threads",
                    Integer.toString(shards), "--gap-timeout", "PT10M"));
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertEquals(expected, Json.read(answers), shards + " shards");
            figures.add(String.format(Locale.ROOT, "%d shards %.1f s", shards, seconds));
        }
        long events = 0;
        for (JsonNode line : expected.path("events")) {
            events += line.path("events").asLong();
        }
        System.out.println(
                "fleet of " + HOSTS + " hosts, " + events + " events, " + HEAP + ": " + String.join(", ", figures));
    }
}
