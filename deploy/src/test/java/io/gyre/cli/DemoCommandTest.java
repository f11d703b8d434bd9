package io.gyre.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One demo on the sample fleet, looked at from all sides. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoCommandTest {
    @TempDir
    static Path folder;

    private Path home = Path.of("");
    private JsonNode answers = Json.read("null");

    @BeforeAll
    void runTheDemo() {
        home = folder.resolve("demo");
        CommandRun demo = CommandRun.of("demo", "--json", "--out", home.toString());
        assertEquals(ExitCode.OK, demo.exitCode(), demo.err());
        answers = Json.read(demo.out());
    }

    @Test
    void saysWhatTheReportSays() {
        CommandRun report = CommandRun.of("report", "--json", home.resolve("samples").toString());
        assertEquals(ExitCode.OK, report.exitCode(), report.err());
        assertEquals(Json.read(report.out()), answers);
    }

    @Test
    void saysWhatBabeltrace2Says() {
        assertEquals(4, answers.get("events").size());
        for (JsonNode entry : answers.get("events")) {
            JsonNode reference = Reference.ofSample(entry.get("host").asText(), entry.get("session").asText());
            assertAll(entry.get("host") + "/" + entry.get("session"),
                    () -> assertEquals(reference.get("events"), entry.get("events")),
                    () -> assertEquals(reference.get("event_counts"), entry.get("by_class")),
                    () -> assertEquals(reference.get("begin_ns").asLong(), entry.get("begin_ns").asLong()),
                    () -> assertEquals(reference.get("end_ns").asLong(), entry.get("end_ns").asLong()),
                    () -> assertEquals(reference.get("discarded_events"), entry.get("discarded_events")),
                    () -> assertEquals(0, entry.get("late_events").asLong()),
                    () -> assertEquals(0, entry.get("gaps").asLong()));
        }
    }

    @Test
    void publishesNothingWhenRunAgainAndSaysTheSame() {
        CommandRun again = CommandRun.of("demo", "--json", "--out", home.toString());
        assertEquals(ExitCode.OK, again.exitCode(), again.err());
        assertEquals(answers, Json.read(again.out()));
        CommandRun shown = CommandRun.of("demo", "--out", home.toString());
        assertTrue(shown.out().contains("0 chunks published, 26 had been before"), shown.out());
        assertTrue(shown.out().contains("0 new results written"), shown.out());
    }

    /** Files have each revision; the last one of each slice counts. */
    @Test
    void rollsUpTheFleetBeforeItEnds() throws Exception {
        var written = new TreeMap<String, JsonNode>();
        try (Stream<Path> files = Files.list(home.resolve("results/_fleet"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode row = Json.read(line);
                    written.put(row.get("analysis").asText() + " " + row.get("begin_ns"), row.get("value"));
                }
            }
        }
        CommandRun report = CommandRun.of("report", "--fleet", "--json", home.resolve("samples").toString());
        var expected = new TreeMap<String, JsonNode>();
        Json.read(report.out()).properties().forEach(analysis -> analysis.getValue().get("slices").forEach(
                slice -> expected.put(analysis.getKey() + " " + slice.get("begin_ns"), slice)));
        assertEquals(expected, written);
        assertEquals(11, expected.keySet().stream().map(key -> key.split(" ", 2)[0]).distinct().count());
    }

    @Test
    void showsTheFleetSecondBySecond() {
        CommandRun shown = CommandRun.of("demo", "--out", home.toString());
        List<String> table = shown.out().lines().dropWhile(line -> !line.equals("events of the fleet")).limit(8)
                .toList();
        assertTrue(table.get(1).matches("slice +hosts +lines +incomplete +events"), shown.out());
        long events = 0;
        for (JsonNode entry : answers.get("events")) {
            events += entry.get("events").asLong();
        }
        assertEquals(String.format(Locale.ROOT, "all 3 4 0 %,d", events), table.get(7).replaceAll(" +", " "));
    }

    @Test
    void restoresEveryChunkBitForBit() throws Exception {
        Path restored = folder.resolve("restored");
        try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            CommandRun restore = CommandRun.of("restore", "--bootstrap-server", broker.bootstrapServers(), "--keys",
                    home.resolve("keys").toString(), "--out", restored.toString());
            assertEquals(ExitCode.OK, restore.exitCode(), restore.err());
        }
        for (JsonNode entry : answers.get("events")) {
            String session = entry.get("session").asText() + "-" + entry.get("created").asText();
            Path original = home.resolve("samples").resolve(entry.get("host").asText())
                    .resolve(Reference.recording(entry.get("session").asText())).resolve("archives");
            Path copy = restored.resolve(entry.get("host").asText()).resolve(session).resolve("archives");
            Tool.run(List.of("diff", "-r", original.toString(), copy.toString()));
        }
    }

    @Test
    void leavesOneChunkForStockTools() throws Exception {
        Tool.assumeInstalled("age", "zstd", "ssh-keygen");
        String keys = home.resolve("keys").toString();
        Path sealed = home.resolve("sealed");
        Path payload = folder.resolve("payload");
        Tool.run(List.of("sh", "-c",
                "age -d -i " + keys + "/identity.txt " + sealed + "/000.zst.age | zstd -d > " + payload));
        assertEquals("GYRE-SEG",
                new String(Files.readAllBytes(payload), 0, 8, US_ASCII));
        Tool.run(List.of("sh", "-c",
                "ssh-keygen -Y verify -f " + keys + "/allowed_signers -I gyre-all-in-one -n gyre-manifest -s "
                        + sealed + "/manifest.avro.sig < " + sealed + "/manifest.avro"));
    }

    @Test
    void writesEveryResultIntoFilesOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            CommandRun sink = CommandRun.of("sink", "--bootstrap-server", broker.bootstrapServers(), "--out",
                    folder.resolve("results").toString(), "--once", "--format", "jsonl");
            assertEquals(ExitCode.OK, sink.exitCode(), sink.err());
        }
        assertEquals(Json.results(home.resolve("results")), Json.results(folder.resolve("results")));
        assertTrue(Files.isDirectory(home.resolve("results/cpu")));
    }
}
