package io.gyre.ctf.text.bytes;

import java.nio.charset.StandardCharsets;

/** Numbers into an array that has room for them, each method returning the place behind what it has written. */
public final class Digits {
    /** No number takes more: 64 binary digits and a prefix. */
    public static final int LONGEST = 72;

    /** The two digits of each number below 100. Two stores of a byte cost the JIT compiler less time than one of a short. */
    private static final byte[] PAIRS = pairs();
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Digits() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private static void pair(byte[] out, int at, int value) {
        out[at] = PAIRS[value << 1];
        out[at + 1] = PAIRS[(value << 1) + 1];
    }

    public static int signed(byte[] out, int at, long value) {
        if (value >= 0) {
            return unsigned(out, at, value);
        }
        out[at] = '-';
        return unsigned(out, at + 1, -value);
    }

    public static int unsigned(byte[] out, int at, long value) {
        if (value >= 0 && value < 100_000_000) {
            return small(out, at, (int) value);
        }
        if (value < 0 || value >= 10_000_000_000_000_000L) {
            long high = Long.divideUnsigned(value, 10_000_000_000_000_000L);
            int next = small(out, at, (int) high);
            long rest = value - high * 10_000_000_000_000_000L;
            long middle = rest / 100_000_000;
            eight(out, next, (int) middle);
            eight(out, next + 8, (int) (rest - middle * 100_000_000));
            return next + 16;
        }
        long high = value / 100_000_000;
        int next = small(out, at, (int) high);
        eight(out, next, (int) (value - high * 100_000_000));
        return next + 8;
    }

    /** Of up to eight digits. */
    private static int small(byte[] out, int at, int value) {
        if (value < 10) {
            out[at] = (byte) ('0' + value);
            return at + 1;
        }
        int digits = value < 10_000
                ? value < 100 ? 2 : value < 1000 ? 3 : 4
                : value < 1_000_000 ? value < 100_000 ? 5 : 6 : value < 10_000_000 ? 7 : 8;
        int place = at + digits;
        int rest = value;
        while (rest >= 10) {
            int hundreds = rest / 100;
            place -= 2;
            pair(out, place, rest - hundreds * 100);
            rest = hundreds;
        }
        if (place > at) {
            out[at] = (byte) ('0' + rest);
        }
        return at + digits;
    }

    private static void eight(byte[] out, int at, int value) {
        int high = value / 10_000;
        int low = value - high * 10_000;
        int first = high / 100;
        int third = low / 100;
        pair(out, at, first);
        pair(out, at + 2, high - first * 100);
        pair(out, at + 4, third);
        pair(out, at + 6, low - third * 100);
    }

    /** Nine decimal digits, with leading zeros. */
    public static int nine(byte[] out, int at, int value) {
        int first = value / 100_000_000;
        out[at] = (byte) ('0' + first);
        eight(out, at + 1, value - first * 100_000_000);
        return at + 9;
    }

    /** {@code 0x} and hexadecimal digits. */
    public static int hexadecimal(byte[] out, int at, long value) {
        out[at] = '0';
        out[at + 1] = 'x';
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) >>> 2);
        int end = at + 2 + digits;
        long rest = value;
        for (int i = end - 1; i >= at + 2; i--) {
            out[i] = HEX[(int) rest & 0xF];
            rest >>>= 4;
        }
        return end;
    }
}
