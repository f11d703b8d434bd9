package io.gyre.ctf.text.bytes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Floating point numbers as C's {@code %g} writes them: six significant digits, correctly rounded, without trailing zeros.
 *
 * <p>Digits come from double arithmetic, whose error is far below a digit of the sixth place; only a number that lies so close
 * to the middle of two of these that the error could matter takes the exact way.
 */
public final class FloatText {
    private static final int PRECISION = 6;
    private static final int MILLION = 1_000_000;
    private static final int TEN_TO_PRECISION_LESS_ONE = 100_000;
    /** {@code 10^22} is the last power of ten that a double holds exactly. */
    private static final double[] POWERS = powers();
    /** The arithmetic errs by less than 1e-9 of the last digit. */
    private static final double DOUBT = 1e-6;
    private static final byte[] INFINITY = "inf".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_A_NUMBER = "nan".getBytes(StandardCharsets.US_ASCII);
    private static final MathContext EXACT = new MathContext(PRECISION, RoundingMode.HALF_EVEN);

    private FloatText() {}

    private static double[] powers() {
        double[] powers = new double[23];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = new BigDecimal("1e" + i).doubleValue();
        }
        return powers;
    }

    /** Writes a number. */
    public static void put(LineBuffer out, double value) {
        if (Double.doubleToRawLongBits(value) < 0) {
            out.put('-');
        }
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            out.put(NOT_A_NUMBER);
        } else if (magnitude == Double.POSITIVE_INFINITY) {
            out.put(INFINITY);
        } else if (magnitude == 0) {
            out.put('0');
        } else {
            putFinite(out, magnitude);
        }
    }

    private static void putFinite(LineBuffer out, double magnitude) {
        // The exponent of two tells that of ten to within one.
        int exponent = (int) Math.floor(Math.getExponent(magnitude) * 0.30102999566398120);
        double scaled = scale(magnitude, PRECISION - 1 - exponent);
        if (scaled >= MILLION - 0.5) {
            exponent++;
            scaled = scale(magnitude, PRECISION - 1 - exponent);
        }
        long digits = (long) scaled;
        double rest = scaled - digits;
        boolean doubtful = Math.abs(rest - 0.5) < DOUBT || scaled < TEN_TO_PRECISION_LESS_ONE
                || scaled >= MILLION - 0.5 - DOUBT
                || exponent < -280 || exponent > 280;
        if (doubtful) {
            putExact(out, magnitude);
        } else {
            putDigits(out, rest > 0.5 ? digits + 1 : digits, exponent);
        }
    }

    private static double scale(double value, int byPowerOfTen) {
        double scaled = value;
        int left = byPowerOfTen;
        while (left > 0) {
            int step = Math.min(left, POWERS.length - 1);
            scaled *= POWERS[step];
            left -= step;
        }
        while (left < 0) {
            int step = Math.min(-left, POWERS.length - 1);
            scaled /= POWERS[step];
            left += step;
        }
        return scaled;
    }

    private static void putExact(LineBuffer out, double magnitude) {
        BigDecimal rounded = new BigDecimal(magnitude).round(EXACT);
        int exponent = rounded.precision() - rounded.scale() - 1;
        putDigits(out, rounded.movePointRight(PRECISION - 1 - exponent).longValueExact(), exponent);
    }

    /** @param digits six of them, the first not 0; the number is {@code d.ddddd * 10^exponent} */
    private static void putDigits(LineBuffer out, long digits, int exponent) {
        long significant = digits;
        int count = PRECISION;
        while (count > 1 && significant % 10 == 0) {
            significant /= 10;
            count--;
        }
        if (exponent < -4 || exponent >= PRECISION) {
            putWithPoint(out, significant, count, 1);
            out.put('e', exponent < 0 ? '-' : '+');
            int magnitude = Math.abs(exponent);
            out.putDigits(magnitude, magnitude < 100 ? 2 : 3);
        } else if (exponent < 0) {
            out.put('0', '.');
            out.putDigits(0, -exponent - 1);
            out.putDigits(significant, count);
        } else if (count <= exponent + 1) {
            out.putDigits(significant, count);
            out.putDigits(0, exponent + 1 - count);
        } else {
            putWithPoint(out, significant, count, exponent + 1);
        }
    }

    private static void putWithPoint(LineBuffer out, long significant, int count, int whole) {
        long divisor = 1;
        for (int i = whole; i < count; i++) {
            divisor *= 10;
        }
        out.putDigits(significant / divisor, whole);
        if (count > whole) {
            out.put('.');
            out.putDigits(significant % divisor, count - whole);
        }
    }
}
