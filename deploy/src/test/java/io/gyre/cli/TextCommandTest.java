package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCommandTest {
    private static final String PACKETS = "stream { packet.context := struct { integer { size = 32; align = 8; } packet_size; }; };\n";
    private static final String METADATA = "/* CTF 1.8 */\ntrace { major = 1; minor = 8; byte_order = le; };\n"
            + PACKETS
            + "event { name = e; fields := struct { integer { size = 8; align = 8; } n; }; };\n";

    @TempDir
    Path folder;

    @Test
    void printsWhatBabeltrace2Prints() throws Exception {
        for (Path recording : SampleFleet.unpack(folder)) {
            CommandRun text = CommandRun.of("text", recording.toString());
            assertEquals(ExitCode.OK, text.exitCode(), text.err());
            Path stored = Path.of(System.getProperty("gyre.root"), "deploy", "samples")
                    .resolve(folder.relativize(recording));
            assertEquals(Reference.whole(stored).get("text_sha256").asText(), sha256(text.printed()));
        }
    }

    @Test
    void printsWhatBabeltrace2PrintsWithTheSameOptions() throws Exception {
        SampleFleet.unpack(folder);
        URL table = Objects.requireNonNull(TextCommandTest.class.getResource("/text-options.tsv"));
        for (String row : Files.readAllLines(Path.of(table.toURI()))) {
            if (!row.startsWith("#")) {
                String[] columns = row.split("\t", -1);
                List<String> arguments = new ArrayList<>(List.of("text"));
                arguments.addAll(List.of(columns[1].split(" ", -1)));
                arguments.add(folder.resolve(columns[0]).toString());
                assertEquals(columns[2], sha256(CommandRun.of(arguments.toArray(String[]::new)).printed()), row);
            }
        }
    }

    @Test
    void printsAnObjectALine() throws Exception {
        Path recording = SampleFleet.unpack(folder).get(2);
        List<String> text = CommandRun.of("text", "--clock-seconds", recording.toString()).out().lines().toList();
        List<String> lines = CommandRun.of("text", "--format", "json", recording.toString()).out().lines().toList();
        assertEquals(text.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode event = Json.read(lines.get(i));
            String time = event.get("timestamp").asText();
            String expected = "[" + time.substring(0, 10) + "." + time.substring(10) + "] "
                    + event.get("host").asText();
            assertTrue(text.get(i).startsWith(expected), text.get(i));
            assertTrue(text.get(i).contains(" " + event.get("event").asText() + ": "), text.get(i));
            assertEquals(event.get("cpu"), event.get("packet_context").get("cpu_id"));
            assertTrue(text.get(i).contains("vpid = " + event.get("common_context").get("vpid")), text.get(i));
            assertTrue(event.get("payload").isObject(), lines.get(i));
        }
    }

    @Test
    void writesToAFile() throws Exception {
        Path recording = SampleFleet.unpack(folder).get(2);
        Path file = folder.resolve("events.txt");
        CommandRun toFile = CommandRun.of("text", "--output", file.toString(), recording.toString());
        assertEquals("", toFile.out());
        assertEquals(CommandRun.of("text", recording.toString()).out(), Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource({ "--fields=foo, knows no `foo`", "--names=all|none, not both", "--begin=9:30, is no time",
            "--timerange=1, is BEGIN", "--begin=1|--timerange=1|2, one or the other", "--color=red, never",
            "--delta|--no-delta, exclude"})
    void saysWhatIsWrongWithAnOption(String options, String expected) {
        List<String> arguments = new ArrayList<>(List.of("text", folder.toString()));
        arguments.addAll(List.of(options.replace("all|none", "all,none").replace("1|2", "1,2").split("\\|", -1)));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains(expected), run.err());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void stopsAtTheFirstDamageWhenItIsStrict() throws Exception {
        Path trace = Files.createDirectory(folder.resolve("cut"));
        Files.writeString(trace.resolve("metadata"), METADATA);
        // Three packets of two events; the file ends ahead of the last one.
        Files.write(trace.resolve("stream"),
                new byte[]{ 48, 0, 0, 0, 1, 0, 48, 0, 0, 0, 7, 0, 48, 0, 0, 0, 9});
        CommandRun lenient = CommandRun.of("text", trace.toString());
        assertEquals(ExitCode.PARTLY, lenient.exitCode(), lenient.err());
        assertEquals(5, lenient.out().lines().count(), lenient.out());
        assertTrue(lenient.err().contains("(code packet-truncated"), lenient.err());
        CommandRun strict = CommandRun.of("text", "--strict", trace.toString());
        assertEquals(ExitCode.FAILURE, strict.exitCode(), strict.err());
        assertTrue(strict.err().contains("stream, packet 2, byte 17, bit 0"), strict.err());
    }

    @Test
    void warnsOfTimeThatGoesBackAndGoesOn() throws Exception {
        Path trace = Files.createDirectory(folder.resolve("back"));
        Files.writeString(trace.resolve("metadata"), METADATA.replace("event {", """
                clock { name = c; freq = 1000000000; };
                stream { event.header := struct { integer { size = 64; align = 8; map = clock.c.value; } t; }; };
                event {""").replace(PACKETS, ""));
        byte[] data = new byte[27];
        data[0] = 5;
        data[9] = 3;
        data[18] = 6;
        Files.write(trace.resolve("stream"), data);
        CommandRun lenient = CommandRun.of("text", trace.toString());
        assertEquals(ExitCode.OK, lenient.exitCode(), lenient.err());
        assertEquals(3, lenient.out().lines().count(), lenient.out());
        assertTrue(
                lenient.err().contains("warning: ") && lenient.err().contains("byte 9, bit 0: the time goes back by 2"),
                lenient.err());
        assertEquals(ExitCode.FAILURE, CommandRun.of("text", "--strict", trace.toString()).exitCode());
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws Exception {
        Path recording = SampleFleet.unpack(folder).getFirst();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var err = new java.io.ByteArrayOutputStream();
        assertEquals(ExitCode.BROKEN_PIPE, Main.run(Console.of(gone, err), "text", recording.toString()));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        CommandRun missing = CommandRun.of("text", folder.resolve("nowhere").toString());
        assertEquals(ExitCode.FAILURE, missing.exitCode());
        assertTrue(missing.err().contains("nowhere"), missing.err());
        CommandRun empty = CommandRun.of("text", Files.createDirectory(folder.resolve("empty")).toString());
        assertEquals(ExitCode.FAILURE, empty.exitCode());
        assertTrue(empty.err().contains("no LTTng trace under"), empty.err());
    }
}
