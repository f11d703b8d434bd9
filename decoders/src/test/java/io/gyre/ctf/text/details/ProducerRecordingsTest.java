package io.gyre.ctf.text.details;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.order.TimeRange;
import io.gyre.ctf.testing.Recordings;
import io.gyre.ctf.text.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces that perf and tracers of barectf wrote have the text and the details that babeltrace2 2.1.1 prints of them. */
class ProducerRecordingsTest {
    private static final List<String> PRODUCERS = List.of("barectf", "perf");

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void unpack() throws IOException {
        for (String producer : PRODUCERS) {
            Recordings.unpack(producer, folder.resolve(producer));
        }
    }

    /** A trace, and the digests of its text and its details. */
    record Recording(String producer, String trace, String text, String details) {
        private Path path() {
            return folder.resolve(producer, trace);
        }

        @Override
        public String toString() {
            return producer + " " + trace;
        }
    }

    static List<Recording> recordings() throws IOException {
        var recordings = new ArrayList<Recording>();
        for (String producer : PRODUCERS) {
            String name = "/recordings/" + producer + ".digests.tsv";
            try (InputStream in = Objects.requireNonNull(ProducerRecordingsTest.class.getResourceAsStream(name))) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", -1))
                        .forEach(line -> recordings.add(new Recording(producer, line[0], line[1], line[2])));
            }
        }
        return recordings;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void textIsThatOfBabeltrace2(Recording recording) throws Exception {
        for (Reader reader : Reader.values()) {
            assertEquals(recording.text(), digest(text(recording.path(), reader)), reader.name());
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void detailsAreThoseOfBabeltrace2(Recording recording) throws Exception {
        assertEquals(recording.details(), digest(SuiteDetailsTest.detailBytes(recording.path())));
    }

    private enum Reader {
        COMPILED, INTERPRETED, PROGRAMMED;

        private EventReader open(List<StreamInput> inputs, TextFormat text) {
            return switch (this) {
                case COMPILED -> EventReader.dynamic(inputs, text, Damage.STRICT);
                case INTERPRETED -> EventReader.interpreted(inputs, text, Damage.STRICT);
                case PROGRAMMED -> EventReader.loops(inputs, text::loop, StreamListener.NONE, TimeRange.ALL,
                        Damage.STRICT);
            };
        }
    }

    private static byte[] text(Path trace, Reader kind) throws Exception {
        var out = new ByteArrayOutputStream();
        List<StreamInput> inputs = ChunkStreams.open(Archives.find(List.of(trace)).getFirst(), ChunkDamage.STRICT);
        try (var text = new TextFormat(out);
                var reader = kind.open(inputs, text)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
