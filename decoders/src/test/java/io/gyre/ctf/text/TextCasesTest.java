package io.gyre.ctf.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.order.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test is a file below {@code resources/text}: metadata, a line {@code ---}, the bytes of a data stream file, a line {@code ---},
 * and what {@code LC_ALL=C.UTF-8 TZ=UTC babeltrace2 --clock-gmt --no-delta} of version 2.1.1 prints for these.
 */
class TextCasesTest {
    private static final String SEPARATOR = "\n---\n";

    @TempDir
    private Path trace = Path.of("");

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TextCasesTest.class.getResource("/text")).toURI());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void textIsThatOfBabeltrace2(String name) throws Exception {
        // Bytes that are no UTF-8 appear in strings, so each byte is one character here.
        String content = Files.readString(folder().resolve(name), StandardCharsets.ISO_8859_1);
        int first = content.indexOf(SEPARATOR);
        int second = content.indexOf(SEPARATOR, first + 1);
        Files.writeString(trace.resolve("metadata"), content.substring(0, first + 1), StandardCharsets.ISO_8859_1);
        String hex = content.substring(first + SEPARATOR.length(), second).replace("\n", "");
        Files.write(trace.resolve("data"), HexFormat.of().parseHex(hex));
        String expected = content.substring(second + SEPARATOR.length());
        for (Reader reader : Reader.values()) {
            assertEquals(expected, text(trace, reader), reader.name());
        }
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

    private static String text(Path trace, Reader kind) throws Exception {
        var out = new ByteArrayOutputStream();
        List<StreamInput> inputs = ChunkStreams.open(Archives.find(List.of(trace)).getFirst(), ChunkDamage.STRICT);
        try (var text = new TextFormat(out);
                var reader = kind.open(inputs, text)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
