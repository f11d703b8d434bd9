package io.gyre.ctf.text.bytes;

/**
 * Numbers into an array that has room for them, each method returning the place behind what it has written. Up to seven bytes behind
 * that are overwritten: digits are made eight at a time in one long, because branches on how many there are cost more than all
 * the arithmetic.
 */
public final class Digits {
    /** No number takes more: 64 binary digits and a prefix. */
    public static final int LONGEST = 72;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;
    private static final long ZEROS = 0x3030_3030_3030_3030L;

    private Digits() {}

    public static int signed(byte[] out, int at, long value) {
        if (value >= 0) {
            return unsigned(out, at, value);
        }
        out[at] = '-';
        return unsigned(out, at + 1, -value);
    }

    public static int unsigned(byte[] out, int at, long value) {
        if (value >= 0 && value < EIGHT_DIGITS) {
            return small(out, at, (int) value);
        }
        if (value < 0 || value >= SIXTEEN_DIGITS) {
            long high = Long.divideUnsigned(value, SIXTEEN_DIGITS);
            return eight(out, eight(out, small(out, at, (int) high), (value - high * SIXTEEN_DIGITS) / EIGHT_DIGITS),
                    (value - high * SIXTEEN_DIGITS) % EIGHT_DIGITS);
        }
        long high = value / EIGHT_DIGITS;
        return eight(out, small(out, at, (int) high), value - high * EIGHT_DIGITS);
    }

    /** Nine decimal digits, with leading zeros. */
    public static int nine(byte[] out, int at, int value) {
        int first = value / EIGHT_DIGITS;
        out[at] = (byte) ('0' + first);
        return eight(out, at + 1, value - (long) first * EIGHT_DIGITS);
    }

    /** {@code 0x} and hexadecimal digits. */
    public static int hexadecimal(byte[] out, int at, long value) {
        out[at] = '0';
        out[at + 1] = 'x';
        long high = value >>> Integer.SIZE;
        if (high == 0) {
            return withoutZeros(out, at + 2, nibbles(value), hexLetters(nibbles(value)));
        }
        long low = nibbles(value & 0xFFFF_FFFFL);
        int next = withoutZeros(out, at + 2, nibbles(high), hexLetters(nibbles(high)));
        Words.set(out, next, hexLetters(low));
        return next + 8;
    }

    /** Of up to eight digits. */
    private static int small(byte[] out, int at, int value) {
        long digits = digits(value);
        return withoutZeros(out, at, digits, digits | ZEROS);
    }

    private static int eight(byte[] out, int at, long value) {
        Words.set(out, at, digits((int) value) | ZEROS);
        return at + 8;
    }

    /** @param digits the first one in the lowest byte */
    private static int withoutZeros(byte[] out, int at, long digits, long text) {
        int zeros = Long.numberOfTrailingZeros(digits | 1L << 56) & ~7;
        Words.set(out, at, text >>> zeros);
        return at + 8 - (zeros >>> 3);
    }

    /**
     * {@return the eight decimal digits of a number, the first in the lowest byte}: halves, then pairs, then digits, those of one step side by
     * side in one long. To divide, each is multiplied with a rounded-up inverse.
     */
    private static long digits(int value) {
        int high = value / 10_000;
        long halves = high | (long) (value - high * 10_000) << 32;
        long hundreds = ((halves * 5243) >>> 19) & 0x0000_007F_0000_007FL;
        long pairs = hundreds | (halves - hundreds * 100) << 16;
        long tens = ((pairs * 103) >>> 10) & 0x000F_000F_000F_000FL;
        return tens | (pairs - tens * 10) << 8;
    }

    /** {@return the eight hexadecimal digits of a number below 2^32, the first in the lowest byte} */
    private static long nibbles(long value) {
        long pairs = (value | value << 16) & 0x0000_FFFF_0000_FFFFL;
        long bytes = (pairs | pairs << 8) & 0x00FF_00FF_00FF_00FFL;
        return Long.reverseBytes((bytes | bytes << 4) & 0x0F0F_0F0F_0F0F_0F0FL);
    }

    private static long hexLetters(long nibbles) {
        long isLetter = (nibbles + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return (nibbles | ZEROS) + isLetter * ('A' - '9' - 1);
    }
}
