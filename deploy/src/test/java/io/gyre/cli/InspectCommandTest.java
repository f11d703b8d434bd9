package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    Path folder;

    @Test
    void countsWhatBabeltrace2Counts() throws Exception {
        for (Path recording : SampleFleet.unpack(folder)) {
            CommandRun run = CommandRun.of("inspect", "--json", recording.toString());
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            JsonNode reference = Reference.whole(Path.of(System.getProperty("gyre.root"), "deploy", "samples")
                    .resolve(folder.relativize(recording)));
            long events = 0;
            for (JsonNode line : Json.read(run.out())) {
                events += line.get("events").asLong();
                assertEquals(line.get("index").get("data_files"), line.get("index").get("valid"));
                assertEquals(line.get("packets").asLong(), packets(line).size());
                assertEquals(line.get("events").asLong(),
                        packets(line).stream().mapToLong(packet -> packet.get("events").asLong()).sum());
            }
            assertEquals(reference.get("events").asLong(), events, recording.toString());
        }
    }

    private static List<JsonNode> packets(JsonNode line) {
        return line.findValues("packet_list").stream().flatMap(InspectCommandTest::elements).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void keepsWhatMetadataSaysBeyondTheFormat() throws Exception {
        String preamble = "\u001e{\"type\": \"preamble\", \"version\": 2}\n";
        Files.writeString(folder.resolve("metadata"), preamble + """
                \u001e{"type": "trace-class", "namespace": "ns", "attributes": {"me": {"deep": [1, true, "x"]}}}
                \u001e{"type": "clock-class", "id": "c", "frequency": 1000, "attributes": {"me": 5}}
                \u001e{"type": "data-stream-class", "default-clock-class-id": "c", "attributes": {"me": "stream"}}
                \u001e{"type": "event-record-class", "name": "e", "attributes": {"me": "event"}, "payload-field-class": {
                  "type": "structure", "member-classes": [{"name": "n", "field-class": {
                  "type": "fixed-length-unsigned-integer", "length": 8, "byte-order": "little-endian", "alignment": 8}}]}}
                """);
        Files.write(folder.resolve("stream"), new byte[]{ 1, 2});
        JsonNode trace = Json.read(CommandRun.of("inspect", "--json", folder.toString()).out()).get(0).get("traces")
                .get(0);
        assertEquals(Json.read("{'me': {'deep': [1, true, 'x']}, 'namespace': 'ns'}".replace('\'', '"')),
                trace.get("attributes"));
        assertEquals(5, trace.get("clocks").get(0).get("attributes").get("me").asInt());
        JsonNode stream = trace.get("stream_classes").get(0);
        assertEquals("stream", stream.get("attributes").get("me").asText());
        assertEquals("event", stream.get("event_classes").get(0).get("attributes").get("me").asText());
        assertEquals(2, stream.get("event_classes").get(0).get("events").asInt());
    }

    @Test
    void saysWhatIsDamaged() throws Exception {
        Path recording = SampleFleet.unpack(folder).getFirst();
        Path index = first(recording, ".idx");
        Files.write(index, new byte[]{ 1, 2, 3});
        Path data = first(recording, "_0");
        byte[] bytes = Files.readAllBytes(data);
        Files.write(data, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        CommandRun run = CommandRun.of("inspect", "--events", "--fields", "--packets", recording.toString());
        assertEquals(ExitCode.PARTLY, run.exitCode());
        assertTrue(run.out().contains("index not used: it has 3 bytes"), run.out());
        assertTrue(run.out().contains("code packet-truncated"), run.out());
        assertTrue(run.out().contains("events\n  "), run.out());
    }

    private static Path first(Path recording, String end) throws Exception {
        try (Stream<Path> files = Files.walk(recording)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end)).sorted().findFirst()
                    .orElseThrow();
        }
    }
}
