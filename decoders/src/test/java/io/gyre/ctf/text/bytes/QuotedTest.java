package io.gyre.ctf.text.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the same byte by byte, at every place of small arrays. */
class QuotedTest {
    private static final byte[] COMMON = "abcdefgh\0\"'\\?\n\u007f".getBytes(StandardCharsets.US_ASCII);

    @Test
    void textIsThatOfEachByte() {
        var random = new Random(11);
        byte[] out = new byte[512];
        for (int i = 0; i < 200_000; i++) {
            byte[] in = new byte[random.nextInt(40)];
            for (int j = 0; j < in.length; j++) {
                in[j] = random.nextInt(4) == 0
                        ? COMMON[random.nextInt(COMMON.length)]
                        : (byte) (random.nextBoolean() ? random.nextInt(256) : 'a' + random.nextInt(26));
            }
            int from = random.nextInt(in.length + 1);
            int limit = from + random.nextInt(in.length - from + 1);
            assertEquals(expected(in, from, limit), new String(out, 3,
                    Quoted.put(out, 3, in, from, limit) - 3, StandardCharsets.ISO_8859_1));
            assertEquals(expectedEnd(in, from, limit), Quoted.end(in, from, limit));
        }
    }

    private static String expected(byte[] in, int from, int limit) {
        var text = new StringBuilder("\"");
        for (int i = from; i < expectedEnd(in, from, limit); i++) {
            byte[] escape = LineBuffer.escape(in[i] & 0xFF);
            text.append(escape == null
                    ? String.valueOf((char) (in[i] & 0xFF))
                    : new String(escape, StandardCharsets.ISO_8859_1));
        }
        return text.append('"').toString();
    }

    private static int expectedEnd(byte[] in, int from, int limit) {
        int end = from;
        while (end < limit && in[end] != 0) {
            end++;
        }
        return end;
    }
}
