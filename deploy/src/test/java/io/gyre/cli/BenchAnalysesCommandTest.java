package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.bench.DecodeBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchAnalysesCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void unpack() throws Exception {
        SampleFleet.unpack(folder);
    }

    @Test
    void tellsTheFiguresOfAllAtOnceAndOfEachAlone() throws Exception {
        CommandRun run = CommandRun.of("bench", "analyses", "--warmup", "0", "--passes", "1", "--analysis", "sched,cpu",
                "--json", folder.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        JsonNode figures = Json.read(run.out());
        long events = DecodeBench.run(List.of(folder), DecodeBench.Mode.INDEX, 0, 1).events();
        assertEquals(events, figures.get("events").longValue());
        List<String> alone = new ArrayList<>();
        figures.get("alone").fieldNames().forEachRemaining(alone::add);
        assertEquals(List.of("cpu", "sched"), alone);
        long answers = 0;
        long bytes = 0;
        for (JsonNode of : figures.get("alone")) {
            assertTrue(of.get("events_per_second").doubleValue() > 0, run::out);
            assertTrue(of.get("answers").longValue() > 0, run::out);
            answers += of.get("answers").longValue();
            bytes += of.get("answer_bytes").longValue();
        }
        JsonNode all = figures.get("all");
        assertEquals(answers, all.get("answers").longValue());
        assertEquals(bytes, all.get("answer_bytes").longValue());
        // Two analyses, a line of each of the sample's hosts; nothing of slices and windows.
        JsonNode report = figures.get("report");
        assertTrue(report.get("events_per_second").doubleValue() > 0, run::out);
        assertTrue(report.get("answers").longValue() > 0, run::out);
        assertEquals(0, report.get("answers").longValue() % 2, run::out);
        assertTrue(report.get("answers").longValue() < answers / 2, run::out);
        double share = all.get("render_share").doubleValue();
        assertTrue(share > 0 && share < 1, run::out);
    }

    @Test
    void endsAtDamageInsteadOfMeasuringLess() throws Exception {
        Path stream;
        try (var files = Files.walk(folder)) {
            stream = files
                    .filter(file -> file.getFileName().toString().startsWith("ch_") && file.toFile().length() > 9000)
                    .sorted().findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(stream);
        for (int i = 2000; i < 2400; i++) {
            bytes[i] = -1;
        }
        Files.write(stream, bytes);
        CommandRun run = CommandRun.of("bench", "analyses", "--warmup", "0", "--passes", "1", "--analysis", "cpu",
                folder.toString());
        assertEquals(ExitCode.FAILURE, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains(stream + ", packet 0"), run::err);
    }
}
