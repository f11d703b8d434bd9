package io.gyre.ctf.text.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Signedness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LineBufferTest {
    private static final LineBuffer LINE = new LineBuffer(OutputStream.nullOutputStream());

    @Test
    void decimalNumbersAreThoseOfLong() {
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertEquals(Long.toString(value), text(line -> line.putSigned(value)));
            assertEquals(Long.toUnsignedString(value), text(line -> line.putUnsigned(value)));
        }
        for (long power = 1; power > 0 && power < 1_000_000_000_000_000_000L; power *= 10) {
            long value = power;
            assertEquals(Long.toString(value), text(line -> line.putUnsigned(value)));
            assertEquals(Long.toString(value - 1), text(line -> line.putUnsigned(value - 1)));
        }
        for (long value : new long[]{ 0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertEquals(Long.toString(value), text(line -> line.putSigned(value)));
            assertEquals(Long.toUnsignedString(value), text(line -> line.putUnsigned(value)));
        }
    }

    @Test
    void otherBasesShowTheFieldsBits() {
        assertEquals("0xFF", integer(-1, 8, Signedness.SIGNED, DisplayBase.HEXADECIMAL));
        assertEquals("0x0", integer(0, 8, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL));
        assertEquals("0xFFFFFFFFFFFFFFFF", integer(-1, 64, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL));
        assertEquals("0777", integer(-1, 8, Signedness.SIGNED, DisplayBase.OCTAL));
        assertEquals("00", integer(0, 8, Signedness.UNSIGNED, DisplayBase.OCTAL));
        assertEquals("0b00101", integer(5, 5, Signedness.UNSIGNED, DisplayBase.BINARY));
    }

    @Test
    void leadingZerosAreKept() {
        assertEquals("000000042", text(line -> line.putDigits(42, 9)));
        assertEquals("000000000", text(line -> line.putDigits(0, 9)));
        assertEquals("", text(line -> line.putDigits(0, 0)));
    }

    @Test
    void longLinesMakeTheBufferGrowAndFullOnesAreFlushed() throws IOException {
        var out = new ByteArrayOutputStream();
        var line = new LineBuffer(out);
        byte[] piece = "0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100; i++) {
            line.put(piece);
        }
        assertEquals(0, out.size());
        line.flushIfFull();
        assertEquals(1_000_000, out.size());
        line.put('x');
        line.flushIfFull();
        assertEquals(1_000_000, out.size());
        line.flush();
        assertEquals(1_000_001, out.size());
    }

    private static String integer(long value, int bits, Signedness signedness, DisplayBase base) {
        return text(line -> line.putInteger(value, bits, signedness, base));
    }

    private static String text(Consumer<LineBuffer> write) {
        LINE.truncate(0);
        write.accept(LINE);
        return new String(LINE.copyFrom(0), StandardCharsets.US_ASCII);
    }
}
