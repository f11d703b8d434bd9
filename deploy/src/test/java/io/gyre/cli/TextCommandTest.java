package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsWhatBabeltrace2Prints() throws Exception {
        for (Path recording : SampleFleet.unpack(folder)) {
            CommandRun text = CommandRun.of("text", recording.toString());
            assertEquals(ExitCode.OK, text.exitCode(), text.err());
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.printed());
            Path stored = Path.of(System.getProperty("gyre.root"), "deploy", "samples")
                    .resolve(folder.relativize(recording));
            assertEquals(Reference.whole(stored).get("text_sha256").asText(), HexFormat.of().formatHex(sha256));
        }
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
