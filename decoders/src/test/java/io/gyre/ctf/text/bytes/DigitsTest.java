package io.gyre.ctf.text.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final byte[] out = new byte[Digits.LONGEST + 16];

    @Test
    void hexadecimalDigitsAreThoseOfLong() {
        var random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >>> random.nextInt(64);
            assertEquals("0x" + Long.toHexString(value).toUpperCase(Locale.ROOT),
                    text(Digits.hexadecimal(out, 0, value)));
        }
        assertEquals("0x0", text(Digits.hexadecimal(out, 0, 0)));
        assertEquals("0x100000000", text(Digits.hexadecimal(out, 0, 1L << 32)));
    }

    @Test
    void nineDigitsKeepLeadingZeros() {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            int value = random.nextInt(1_000_000_000) >> random.nextInt(30);
            assertEquals(String.format(Locale.ROOT, "%09d", value), text(Digits.nine(out, 0, value)));
        }
        assertEquals("999999999", text(Digits.nine(out, 0, 999_999_999)));
    }

    @Test
    void allNumbersOfUpToFiveDigits() {
        for (int value = 0; value < 100_000; value++) {
            assertEquals(Integer.toString(value), text(Digits.unsigned(out, 0, value)));
        }
    }

    private String text(int end) {
        return new String(out, 0, end, StandardCharsets.US_ASCII);
    }
}
