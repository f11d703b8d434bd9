package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UpCommandTest {
    @TempDir
    Path folder;

    @Test
    void analysesChunksAsTheyAppearAndStopsCleanlyOnSigterm() throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        Path finished = folder.resolve("samples/web-01/logins/archives");
        Path watched = folder.resolve("traces/logins/archives");
        Path old = oldResults(0);
        Path newest = oldResults(1);
        try (GyreProcess up = GyreProcess.start("up", "--watch", folder.resolve("traces").toString(), "--out",
                folder.resolve("home").toString(), "--json", "--retain-results", "older than 4w", "--retain-every",
                "PT0.2S", "--rules",
                Files.write(folder.resolve("my.rules"), List.of("threshold seen: events events > 0 on line"))
                        .toString())) {
            up.linesUntil(line -> line.startsWith("Kafka is ready"));
            Files.createDirectories(watched);
            long seen = 0;
            long alerts = 0;
            for (Path chunk : chunks(finished)) {
                Files.move(chunk, watched.resolve(chunk.getFileName())); // as lttng-consumerd does it
                List<String> lines = up.linesUntil(UpCommandTest::isAboutAWindow);
                alerts += lines.stream().filter(line -> line.startsWith("{\"alert\":\"seen\",\"change\":\"raised\""))
                        .count();
                seen += Json.read(lines.getLast()).get("answer").get("events").asLong();
            }
            // what the last chunk holds beyond its window waits for the end of the session
            JsonNode reference = Reference.ofSample("web-01", "logins");
            assertEquals(1, alerts);
            assertTrue(seen > reference.get("events").asLong() * 9 / 10, "events seen: " + seen);
            assertEquals(ExitCode.OK, up.terminate());
        }
        assertTrue(Files.notExists(old), "old results go");
        assertTrue(Files.exists(newest), "the newest of a partition stay");
        assertEquals(6, Json.results(folder.resolve("home/results")).stream().map(Json::read)
                .filter(result -> result.path("scope").asText().equals("WINDOW")
                        && result.path("analysis").asText().equals("events"))
                .count());
    }

    /** Of another pipeline, and older than the policy has it. */
    private Path oldResults(int offset) throws IOException {
        Path file = Files.createDirectories(folder.resolve("home/results/old"))
                .resolve("old.results-0-%019d-%019d.jsonl".formatted(offset, offset));
        return Files.setLastModifiedTime(Files.createFile(file), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    private static boolean isAboutAWindow(String line) {
        return line.startsWith("{") && Json.read(line).path("scope").asText().equals("window")
                && Json.read(line).path("analysis").asText().equals("events");
    }

    private static List<Path> chunks(Path archives) throws IOException {
        try (Stream<Path> chunks = Files.list(archives)) {
            return chunks.sorted(Comparator.comparingInt(UpCommandTest::id)).toList();
        }
    }

    private static int id(Path chunk) {
        String name = chunk.getFileName().toString();
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }
}
