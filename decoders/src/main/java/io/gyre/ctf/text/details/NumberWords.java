package io.gyre.ctf.text.details;

import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.Signedness;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with their digits in groups. */
final class NumberWords {
    /** Smaller ones look odd in groups. */
    private static final long GROUPED = 9999;

    private NumberWords() {}

    static String unsigned(long value) {
        String digits = Long.toUnsignedString(value);
        return Long.compareUnsigned(value, GROUPED) <= 0 ? digits : grouped(digits, 3, ',');
    }

    static String signed(long value) {
        return value < 0 ? "-" + unsigned(-value) : unsigned(value);
    }

    static String of(long value, Signedness signedness, DisplayBase base) {
        boolean isNegative = signedness == Signedness.SIGNED && value < 0;
        long magnitude = isNegative ? -value : value;
        return (isNegative ? "-" : "") + switch (base) {
            case DECIMAL -> unsigned(magnitude);
            case OCTAL -> "0" + grouped(Long.toOctalString(magnitude), 3, ':');
            case BINARY, HEXADECIMAL -> hexadecimal(magnitude);
        };
    }

    static String hexadecimal(long value) {
        return "0x" + grouped(Long.toHexString(value), 4, ':');
    }

    /** {@return a number as C's {@code %f} writes it} */
    static String real(double value) {
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (Double.isNaN(value)) {
            return sign + "nan";
        }
        return sign + (Double.isInfinite(value)
                ? "inf"
                : new BigDecimal(Math.abs(value)).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String grouped(String digits, int size, char separator) {
        var grouped = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            grouped.insert(at, separator);
        }
        return grouped.toString();
    }
}
