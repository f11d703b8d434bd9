package io.gyre.ctf.text.bytes;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Signedness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes on their way to a stream, with writers for numbers and quoted text that allocate nothing. */
public final class LineBuffer {
    /** Flushed when so much is full at the end of a line; a longer line makes the buffer grow. */
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int LONGEST_NUMBER = 80;
    private static final int SLACK = Literal.BEHIND;
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] ESCAPES = escapes();

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final OutputStream out;
    private byte[] bytes = new byte[FLUSH_BYTES * 2];
    private int length;

    public LineBuffer(OutputStream out) {
        this.out = out;
    }

    /** What babeltrace2 writes for bytes that do not stand for themselves, in the C locale; null for those that do. */
    private static byte[][] escapes() {
        byte[][] escapes = new byte[256][];
        for (int c = 0; c < 0x20; c++) {
            escapes[c] = hexEscape(c);
        }
        escapes[0x7F] = hexEscape(0x7F);
        String from = "\0\u0007\b\t\n\u000B\f\r\u001B\"'?\\";
        String to = "0abtnvfre\"'?\\";
        for (int i = 0; i < from.length(); i++) {
            escapes[from.charAt(i)] = new byte[]{ '\\', (byte) to.charAt(i)};
        }
        return escapes;
    }

    private static byte[] hexEscape(int c) {
        return new byte[]{ '\\', 'x', (byte) Character.forDigit(c >> 4, 16), (byte) Character.forDigit(c & 0xF, 16)};
    }

    private static long[] powersOfTen() {
        long[] powers = new long[20];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** {@return what stands for a byte in quoted text, or null when it stands for itself} */
    static byte @Nullable [] escape(int value) {
        return ESCAPES[value];
    }

    public int length() {
        return length;
    }

    /** Forgets what was written after an earlier {@link #length}. */
    public void truncate(int to) {
        length = to;
    }

    public byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, length);
    }

    /** Lets go of what is written when there is much of it; call at the end of a line. */
    public void flushIfFull() throws IOException {
        if (length >= FLUSH_BYTES) {
            flush();
        }
    }

    public void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    /**
     * {@return the bytes written so far, with room for so many more behind them and {@value #SLACK} that may be overwritten}; for those
     * who write faster than a call each, and then say with {@link #advance} how far they have come.
     */
    public byte[] room(int more) {
        reserve(Math.addExact(more, SLACK));
        return bytes;
    }

    /** Takes what was written into the {@link #room} as far as here. */
    public void advance(int to) {
        length = to;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, more), (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    public void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    public void put(char first, char second) {
        reserve(2);
        bytes[length++] = (byte) first;
        bytes[length++] = (byte) second;
    }

    public void put(Literal text) {
        length = text.put(room(text.length()), length);
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    public void putQuoted(byte[] source, int offset, int count) {
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
    public void putInteger(long value, int bits, Signedness signedness, DisplayBase base) {
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
                putPowerOfTwo(shown(value, bits, signedness, 4), 4);
            }
            case OCTAL -> {
                put('0');
                putPowerOfTwo(shown(value, bits, signedness, 3), 3);
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

    /** {@return the bits that are shown}; negative numbers show the sign in all bits of their first digit. */
    private static long shown(long value, int bits, Signedness signedness, int bitsPerDigit) {
        int shown = (bits + bitsPerDigit - 1) / bitsPerDigit * bitsPerDigit;
        return signedness == Signedness.UNSIGNED || shown >= Long.SIZE ? value : value & (1L << shown) - 1;
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

    public void putSigned(long value) {
        length = Digits.signed(room(LONGEST_NUMBER), length, value);
    }

    public void putUnsigned(long value) {
        length = Digits.unsigned(room(LONGEST_NUMBER), length, value);
    }

    /** {@return how many decimal digits an unsigned number has} */
    private static int decimalDigits(long value) {
        // 1233 / 4096 is just above log10(2), so this is the number of digits or one less.
        int digits = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
        return Long.compareUnsigned(value, POWERS_OF_TEN[digits]) >= 0 || digits == 0 ? digits + 1 : digits;
    }

    /** Writes a number of at most so many digits, with leading zeros. */
    public void putDigits(long value, int digits) {
        int missing = digits - (value == 0 ? 0 : decimalDigits(value));
        reserve(missing);
        Arrays.fill(bytes, length, length + missing, (byte) '0');
        length += missing;
        if (value != 0) {
            putUnsigned(value);
        }
    }

    /** Writes nine digits, with leading zeros. */
    public void putNanos(int value) {
        length = Digits.nine(room(LONGEST_NUMBER), length, value);
    }

    /** Writes an unsigned number with leading zeros up to so many digits; more where it has more. */
    public void putPadded(long value, int digits) {
        int missing = digits - decimalDigits(value);
        if (missing > 0) {
            putDigits(0, missing);
        }
        putUnsigned(value);
    }

    /** Writes a string of JSON (RFC 8259), given its UTF-8. What is no UTF-8 becomes U+FFFD. */
    public void putJsonString(byte[] source, int offset, int count) {
        reserve(count + 2);
        int begin = length;
        bytes[length++] = '"';
        for (int i = offset; i < offset + count; i++) {
            byte c = source[i];
            if (c < 0x20 || c == '"' || c == '\\') {
                // Rare: negative bytes are those of characters beyond ASCII.
                length = begin;
                putEscapedJson(new String(source, offset, count, StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = c;
        }
        bytes[length++] = '"';
    }

    private void putEscapedJson(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c >= 0x20) {
                escaped.append(c);
            } else {
                int known = "\b\t\n\f\r".indexOf(c);
                escaped.append(
                        known >= 0 ? "\\" + "btnfr".charAt(known) : String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        put('"');
        put(escaped.toString().getBytes(StandardCharsets.UTF_8));
        put('"');
    }
}
