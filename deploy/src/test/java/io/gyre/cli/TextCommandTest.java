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
