package io.gyre.ctf.text;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Signedness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way to a stream, with writers for numbers and quoted text that allocate nothing. */
final class LineBuffer {
    /** Flushed when so much is full at the end of a line; a longer line makes the buffer grow. */
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int LONGEST_NUMBER = 80;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] ESCAPES = escapes();

    private final OutputStream out;
    private byte[] bytes = new byte[FLUSH_BYTES * 2];
    private int length;

    LineBuffer(OutputStream out) {
        this.out = out;
    }

    /** What babeltrace2 writes for bytes that do not stand for themselves, in the C locale; null for those that do. */
    private static byte[][] escapes() {
        byte[][] escapes = new byte[256][];
        for (int c = 0; c < 0x20; c++) {
            escapes[c] = String.format("\\x%02x", c).getBytes(StandardCharsets.US_ASCII);
        }
        escapes[0x7F] = "\\x7f".getBytes(StandardCharsets.US_ASCII);
        String from = "\0\u0007\b\t\n\u000B\f\r\u001B\"'?\\";
        String to = "0abtnvfre\"'?\\";
        for (int i = 0; i < from.length(); i++) {
            escapes[from.charAt(i)] = new byte[]{ '\\', (byte) to.charAt(i)};
        }
        return escapes;
    }

    int length() {
        return length;
    }

    /** Forgets what was written after an earlier {@link #length}. */
    void truncate(int to) {
        length = to;
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, length);
    }

    /** Lets go of what is written when there is much of it; call at the end of a line. */
    void flushIfFull() throws IOException {
        if (length >= FLUSH_BYTES) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, more), (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void put(char first, char second) {
        reserve(2);
        bytes[length++] = (byte) first;
        bytes[length++] = (byte) second;
    }

    void put(byte[] source) {
        put(source, 0, source.length);
    }

    void put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void putQuoted(byte[] source, int offset, int count) {
        reserve(4 * count + 2);
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        for (int i = offset; i < offset + count; i++) {
            byte[] escape = ESCAPES[source[i] & 0xFF];
            if (escape == null) {
                target[at++] = source[i];
            } else {
                System.arraycopy(escape, 0, target, at, escape.length);
                at += escape.length;
            }
        }
        target[at++] = '"';
        length = at;
    }

    /** Writes an integer of so many bits as babeltrace2 does in each base. */
    void putInteger(long value, int bits, Signedness signedness, DisplayBase base) {
        switch (base) {
            case DECIMAL -> {
                if (signedness == Signedness.SIGNED) {
                    putSigned(value);
                } else {
                    putUnsigned(value);
                }
            }
            case HEXADECIMAL -> {
                put('0', 'x');
                putPowerOfTwo(low(value, bits), 4);
            }
            case OCTAL -> {
                put('0');
                // Negative numbers show the sign in all bits of their first digit.
                putPowerOfTwo(signedness == Signedness.SIGNED ? low(value, (bits + 2) / 3 * 3) : value, 3);
            }
            case BINARY -> {
                put('0', 'b');
                reserve(bits);
                for (int i = bits - 1; i >= 0; i--) {
                    bytes[length++] = DIGITS[(int) (value >>> i & 1)];
                }
            }
        }
    }

    private static long low(long value, int bits) {
        return bits >= Long.SIZE ? value : value & (1L << bits) - 1;
    }

    private void putPowerOfTwo(long value, int bitsPerDigit) {
        reserve(LONGEST_NUMBER);
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + bitsPerDigit - 1) / bitsPerDigit);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = DIGITS[(int) rest & (1 << bitsPerDigit) - 1];
            rest >>>= bitsPerDigit;
        }
        length += digits;
    }

    void putSigned(long value) {
        if (value < 0) {
            put('-');
            putUnsigned(-value);
        } else {
            putUnsigned(value);
        }
    }

    void putUnsigned(long value) {
        reserve(LONGEST_NUMBER);
        if (value < 0) {
            long tens = Long.divideUnsigned(value, 10);
            putUnsigned(tens);
            put((char) ('0' + (value - tens * 10)));
            return;
        }
        int digits = decimalDigits(value);
        putDigits(value, digits);
    }

    private static int decimalDigits(long value) {
        int digits = 1;
        for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the last so many decimal digits, with leading zeros. */
    void putDigits(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            long tens = rest / 10;
            bytes[i] = (byte) ('0' + (rest - tens * 10));
            rest = tens;
        }
        length += digits;
    }
}
