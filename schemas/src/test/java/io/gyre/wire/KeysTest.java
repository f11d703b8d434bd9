package io.gyre.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

    @ParameterizedTest
    @CsvSource({ "host1,my-session,20261123T092351+0000,host1/my-session/20261123T092351+0000",
            "a/b,c%d,e#f,a%2Fb/c%25d/e%23f", "'','','',//", "höst,セッション,x,höst/セッション/x"})
    void aLineHasAKeyThatPeopleCanRead(String host, String session, String created, String key) throws RecordException {
        var line = new LineId(host, session, created);
        assertEquals(key, line.key());
        assertEquals(line, LineId.ofKey(key));
    }

    @Test
    void controlCharactersAreEscaped() throws RecordException {
        var line = new LineId("a\nb", "\0", "\u007f");
        assertEquals("a%0Ab/%00/%7F", line.key());
        assertEquals(line, LineId.ofKey(line.key()));
    }

    @Test
    void differentLinesNeverShareAKey() throws RecordException {
        String alphabet = "ab/#%0F25\n\u00e4";
        var random = new Random(1);
        Map<String, LineId> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var line = new LineId(part(random, alphabet), part(random, alphabet), part(random, alphabet));
            assertEquals(line, LineId.ofKey(line.key()));
            assertEquals(line, seen.merge(line.key(), line, (before, now) -> before));
            assertEquals(line.key(), new String(line.key().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aChunkHasItsLinesKeyAndItsNumber() throws RecordException {
        var chunk = new ChunkId(new LineId("h#1", "s", "c"), 12);
        assertEquals("h%231/s/c#12", chunk.key());
        assertEquals(chunk, ChunkId.ofKey(chunk.key()));
        assertNotEquals(chunk.key(), new ChunkId(chunk.line(), 13).key());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b", "a/b/c/d", "a/b/c#1", "a/b/%", "a/b/%2", "a/b/%2f", "a/b/%41", "a/b/%zz",
            "a/\n/c"})
    void whatIsNoLinesKeyIsRefused(String key) {
        assertEquals("record-bad-key", assertThrows(RecordException.class, () -> LineId.ofKey(key)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b/c", "a/b/c#", "a/b/c#-1", "a/b/c#01", "a/b/c#+1", "a/b/c#1#2", "a/b#1",
            "a/b/c#9223372036854775808", "a/b/c#1/2"})
    void whatIsNoChunksKeyIsRefused(String key) {
        assertEquals("record-bad-key", assertThrows(RecordException.class, () -> ChunkId.ofKey(key)).code());
    }

    @Test
    void halfACharacterIsNoName() {
        assertThrows(IllegalArgumentException.class, () -> new LineId("\ud800", "s", "c"));
    }

    @Test
    void linesSortByHostThenSessionThenCreation() {
        var first = new LineId("a", "b", "1");
        assertEquals(List.of(first, new LineId("a", "b", "2"), new LineId("a", "c", "0"), new LineId("b", "a", "0")),
                List.of(new LineId("b", "a", "0"), new LineId("a", "c", "0"), new LineId("a", "b", "2"), first).stream()
                        .sorted().toList());
    }

    private static String part(Random random, String alphabet) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
