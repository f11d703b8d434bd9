package io.gyre.ctf.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.JsonWriter;
import io.gyre.ctf.testing.RandomClasses;
import io.gyre.ctf.testing.TraceClassDump;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trace classes at random, of every field class, written as CTF 2 metadata. */
class RandomJsonTest {
    private static final String[] PIECES = { "{", "}", "[", "]", "\"", ",", ":", "0", "-1", "64", "65", "1e3", "null",
            "true", "18446744073709551616", "\u001E", "\"type\": \"structure\", ", "\"length\": 3, ", "\\u0000", "\n"};

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            long seed = first + i;
            TraceClass made = RandomClasses.make(new Random(seed)).traceClass();
            String text = JsonWriter.write(made);
            TraceClass read = JsonSequence.parse(text, "metadata");
            assertEquals(TraceClassDump.of(made), TraceClassDump.of(read), () -> "seed " + seed);
            assertEquals(made, read, () -> "seed " + seed);
        }
    }

    @Test
    void textWithPiecesTakenOutAndPutInGivesATraceClassOrAnErrorWithItsPlace() {
        var random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(JsonWriter.write(RandomClasses.make(random).traceClass()));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                text.delete(at, Math.min(text.length(), at + random.nextInt(6)));
                text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                assertEquals(2, JsonSequence.parse(text.toString(), "metadata").majorVersion());
            } catch (MetadataException error) {
                assertTrue(error.place().line() >= 1 && error.place().column() >= 1, error::getMessage);
                refused++;
            }
        }
        assertTrue(refused > 2000, "the text is hardly damaged");
    }
}
