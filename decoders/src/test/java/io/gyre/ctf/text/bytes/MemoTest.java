package io.gyre.ctf.text.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoTest {
    private static final int OUT = 1 << 10;

    private final byte[] out = new byte[OUT];

    private static byte[] text(byte[] key) {
        return ("tid = " + Arrays.toString(key)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes through the memo, at a place of the output. {@return what was written} */
    private String write(Memo memo, byte[] in, int from, int bytes, int at) {
        int end = memo.put(in, from, out, at);
        if (end < 0) {
            byte[] text = text(Arrays.copyOfRange(in, from, from + bytes));
            System.arraycopy(text, 0, out, at, text.length);
            end = at + text.length;
            memo.keep(in, from, out, at, end);
        }
        return new String(out, at, end - at, StandardCharsets.US_ASCII);
    }

    @Test
    void writesWhatItWasToldOfTheSameBytesOfEveryLength() {
        Random random = new Random(1);
        for (int bytes = Memo.LEAST_BYTES; bytes <= 40; bytes++) {
            Memo memo = new Memo(bytes);
            byte[] in = new byte[64 * 50];
            random.nextBytes(in);
            for (int i = 0; i < 5_000; i++) {
                int from = random.nextInt(50) * 64 + random.nextInt(3); // neighbours have most bytes in common
                String expected = new String(text(Arrays.copyOfRange(in, from, from + bytes)),
                        StandardCharsets.US_ASCII);
                assertEquals(expected, write(memo, in, from, bytes, random.nextInt(100)));
            }
        }
    }

    @Test
    void tellsApartWhatDiffersInAnyByte() {
        for (int bytes : new int[]{ 8, 9, 15, 16, 20, 48}) {
            Memo memo = new Memo(bytes);
            byte[] in = new byte[bytes];
            write(memo, in, 0, bytes, 0);
            for (int i = 0; i < bytes; i++) {
                in[i] = 1;
                assertEquals(-1, memo.put(in, 0, out, 0), "byte " + i + " of " + bytes);
                in[i] = 0;
            }
            assertEquals(text(in).length, memo.put(in, 0, out, 0));
        }
    }

    @Test
    void keepsNoTextThatIsTooLong() {
        Memo memo = new Memo(8);
        byte[] in = new byte[8];
        assertEquals(-1, memo.put(in, 0, out, 0));
        memo.keep(in, 0, out, 0, Memo.LONGEST_TEXT + 1);
        assertEquals(-1, memo.put(in, 0, out, 0));
        memo.keep(in, 0, out, 0, Memo.LONGEST_TEXT);
        assertEquals(Memo.LONGEST_TEXT, memo.put(in, 0, out, 0));
    }

    @Test
    void givesUpOnlyWhenMostIsNew() {
        Memo half = new Memo(8);
        Memo none = new Memo(8);
        byte[] in = new byte[8];
        for (int i = 0; i < 10_000; i++) {
            in[i % 7] = (byte) i;
            in[7] = (byte) (i >> 8);
            write(none, in, 0, 8, 0);
            write(half, in, 0, 8, 0);
            write(half, in, 0, 8, 0);
        }
        assertFalse(none.isWorthwhile());
        assertTrue(half.isWorthwhile());
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        assertThrows(IllegalArgumentException.class, () -> new Memo(7));
        assertThrows(IllegalArgumentException.class, () -> new Memo(65));
    }
}
