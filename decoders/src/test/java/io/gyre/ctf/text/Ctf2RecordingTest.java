package io.gyre.ctf.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.testing.Recordings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small recording of LTTng 2.16 in CTF 2, which lies in the repository. */
class Ctf2RecordingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void sessionAndTextAreThoseOfTheRecording() throws Exception {
        Recordings.unpack("ust-pid-ctf2", folder);
        SessionLine line = Archives.find(List.of(folder.resolve("ust-pid/archives"))).getFirst();
        assertEquals(new SessionKey("batch-11", "ust-pid-1", "20261123T101501+0000"), line.key());
        assertEquals(2, line.chunks().size());
        var out = new ByteArrayOutputStream();
        try (var text = new TextFormat(out);
                var reader = EventReader.dynamic(ChunkStreams.open(line, ChunkDamage.STRICT), text, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        assertEquals(Files.readString(folder.resolve("ust-pid/reference.txt")), out.toString(StandardCharsets.UTF_8));
    }
}
