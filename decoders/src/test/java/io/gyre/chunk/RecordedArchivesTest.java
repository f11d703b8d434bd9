package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.SharedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds the chunks of real recordings. */
class RecordedArchivesTest {
    private static final Pattern CHUNK = Pattern.compile("\"chunk\": \"([^\"]+)\"");

    @Test
    void everyRecordingIsALineWithTheChunksOfItsReference() throws Exception {
        List<SessionLine> lines = Archives
                .find(List.of(SharedFiles.path("traces"), SharedFiles.path("traces-ctf2")));
        assertEquals(42, lines.size());
        for (SessionLine line : lines) {
            Path reference = line.archives().resolveSibling("reference.json");
            List<String> expected = CHUNK.matcher(Files.readString(reference)).results().map(match -> match.group(1))
                    // Chunks without any file did not survive the copy of ust-gaps-1.
                    .filter(chunk -> Files.exists(line.archives().resolve(chunk))).toList();
            assertEquals(expected, line.chunks().stream().map(ChunkFolder::name).toList());
            assertNotEquals("unknown", line.key().host(), reference::toString);
            assertTrue(line.key().created().startsWith("20261123T"), reference::toString);
        }
    }

    @Test
    void relayDaemonsTreeIsFoundFromItsTop() throws Exception {
        SessionLine line = Archives.find(List.of(SharedFiles.path("traces/relayd-guest-1"))).getFirst();
        assertEquals(new SessionKey("store-01", "relayd-guest-1", "20261123T094530+0000"), line.key());
        assertEquals(6, line.chunks().size());
        assertEquals(List.of("kernel", "ust/uid/0/64-bit"),
                line.chunks().getFirst().traces().stream().map(TraceFolder::relativePath).toList());
    }
}
