package io.gyre.ctf.tsdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.tsdl.syntax.Repetitions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading ends, with a trace class or with an error that has a place. */
class DamagedTextTest {
    private static final String[] PIECES = { "{", "}", "struct", "[", "]", "0", "-1", "99999999999999999999", ";", ":=",
            "variant <a>",
            "\"", "/*", "enum", "event.fields.", "\0", "\\\n", "typedef", "align(8)", ","};

    @Test
    void cutTextIsAnError() throws Exception {
        String text = kernelText();
        for (int length = 0; length < text.length() - 3; length += 7) {
            try {
                assertNotNull(Tsdl.parse(text.substring(0, length), "m"));
            } catch (MetadataException error) {
                assertTrue(error.place().line() >= 1 && error.place().column() >= 1, error::getMessage);
            }
        }
    }

    @Test
    void textWithPiecesTakenOutAndPutInGivesATraceClassOrAnError() throws Exception {
        String text = kernelText();
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            var damaged = new StringBuilder(text);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(damaged.length());
                damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(6)));
                damaged.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                assertEquals(1, Tsdl.parse(damaged.toString(), "m").majorVersion());
            } catch (MetadataException error) {
                assertTrue(error.place().line() >= 1 && error.place().column() >= 1, error::getMessage);
                refused++;
            }
        }
        assertTrue(refused > 2000, () -> "the text is hardly damaged");
    }

    /** Integer types are the most frequent; what is put in here makes some of them differ, and puts braces where they close nothing. */
    @Test
    void typesInTheSameWordsAreReadAsIfEachWereReadAgain() throws Exception {
        String text = kernelText();
        var pieces = List.of("/* } */", "// }\n", " ", "\"}\"", "signed = 1;", "map = clock.monotonic.value;", "}",
                "size = 3;");
        var random = new Random(2);
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            var damaged = new StringBuilder(text);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int integer = damaged.indexOf("integer {", random.nextInt(damaged.length()));
                int at = integer < 0 ? 0 : damaged.indexOf(";", integer) + 1;
                damaged.insert(at, pieces.get(random.nextInt(pieces.size())));
            }
            Optional<TraceClass> again = read(damaged.toString(), Repetitions.READ_AGAIN);
            assertEquals(again, read(damaged.toString(), Repetitions.READ_ONCE), damaged::toString);
            read += again.isPresent() ? 1 : 0;
        }
        assertTrue(read > 300 && read < 2700, "of 3000 texts so many are read: " + read);
    }

    private static Optional<TraceClass> read(String text, Repetitions repetitions) {
        try {
            return Optional.of(Tsdl.parse(text, "m", repetitions));
        } catch (MetadataException _) {
            return Optional.empty();
        }
    }

    private static String kernelText() throws Exception {
        try (InputStream file = Objects
                .requireNonNull(DamagedTextTest.class.getResourceAsStream("/tsdl/pass-lttng-kernel.tsdl"))) {
            String content = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return content.substring(0, content.indexOf("\n---\n") + 1);
        }
    }
}
