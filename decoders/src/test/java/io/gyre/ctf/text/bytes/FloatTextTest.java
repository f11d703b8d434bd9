package io.gyre.ctf.text.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
    private static final LineBuffer LINE = new LineBuffer(OutputStream.nullOutputStream());

    /** As glibc's printf prints them. */
    @ParameterizedTest
    @CsvSource({ "0.0, 0", "-0.0, -0", "1, 1", "0.1, 0.1", "123456.5, 123456", "123457.5, 123458",
            "1234567, 1.23457e+06",
            "999999.5, 1e+06", "999999.4999999999, 999999", "9999995, 1e+07", "0.0001, 0.0001", "0.00001, 1e-05",
            "0.00009999995, 0.0001", "99999.95, 99999.9", "1e-310, 1e-310", "4.9E-324, 4.94066e-324",
            "1.7976931348623157E308, 1.79769e+308", "100000, 100000", "1000000, 1e+06", "8.41455e23, 8.41455e+23",
            "-619.2034, -619.203", "1e100, 1e+100", "1e-100, 1e-100", "2.5e-5, 2.5e-05"})
    void numbersAreRoundedToSixDigits(double value, String expected) {
        assertEquals(expected, text(value));
    }

    @Test
    void infinitiesAndNotANumberHaveTheirSign() {
        assertEquals("inf", text(Double.POSITIVE_INFINITY));
        assertEquals("-inf", text(Double.NEGATIVE_INFINITY));
        assertEquals("nan", text(Double.NaN));
        assertEquals("-nan", text(Double.longBitsToDouble(0xFFF8000000000000L)));
    }

    @Test
    void fastDigitsAreTheExactOnesForAnyBits() {
        assertAgrees(30_000, Double::longBitsToDouble);
    }

    @Test
    void fastDigitsAreTheExactOnesForFloats() {
        assertAgrees(30_000, bits -> Float.intBitsToFloat((int) bits));
    }

    @Test
    void fastDigitsAreTheExactOnesNearTheMiddleOfTwo() {
        assertAgrees(30_000,
                bits -> ((int) (bits & 0xFFFFF) + 0.5) * Math.pow(10, (int) (bits % 30))
                        * (1 + (int) (bits >> 30 & 3) * 0x1p-52));
    }

    private static void assertAgrees(int count, LongToDoubleFunction make) {
        var random = new Random(7);
        for (int i = 0; i < count; i++) {
            double value = make.applyAsDouble(random.nextLong());
            if (Double.isFinite(value) && value != 0) {
                assertEquals(exact(value), text(value), () -> Double.toHexString(value));
            }
        }
    }

    private static String text(double value) {
        LINE.truncate(0);
        FloatText.put(LINE, value);
        return new String(LINE.copyFrom(0), StandardCharsets.US_ASCII);
    }

    /** The definition of {@code %g}, by exact decimal arithmetic. */
    private static String exact(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + String.format(Locale.ROOT, "e%+03d", exponent);
    }
}
