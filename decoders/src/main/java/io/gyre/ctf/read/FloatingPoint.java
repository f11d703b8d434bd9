package io.gyre.ctf.read;

/** IEEE 754 formats that Java has no type for. */
public final class FloatingPoint {
    private static final int QUAD_BIAS = 16383;
    private static final int QUAD_MAX_EXPONENT = 0x7fff;
    private static final int DOUBLE_BIAS = 1023;

    private FloatingPoint() {}

    /** {@return the value of a field of 16, 32 or 64 bits} */
    public static double ofBits(long bits, int length) {
        return switch (length) {
            case 16 -> Float.float16ToFloat((short) bits);
            case 32 -> Float.intBitsToFloat((int) bits);
            case 64 -> Double.longBitsToDouble(bits);
            default -> throw new IllegalArgumentException("floating point of " + length + " bits");
        };
    }

    /** {@return the double nearest to zero's side of a binary128} */
    public static double ofQuad(long high, long low) {
        int exponent = (int) (high >>> 48) & QUAD_MAX_EXPONENT;
        long sign = high & Long.MIN_VALUE;
        long fraction = (high & 0xffff_ffff_ffffL) << 4 | low >>> 60;
        if (exponent == QUAD_MAX_EXPONENT) {
            boolean nan = (high & 0xffff_ffff_ffffL) != 0 || low != 0;
            return nan ? Double.NaN : Double.longBitsToDouble(sign | 0x7ffL << 52);
        }
        int scaled = exponent - QUAD_BIAS;
        if (exponent == 0 || scaled < -1074) {
            return Double.longBitsToDouble(sign);
        }
        if (scaled > DOUBLE_BIAS) {
            return Double.longBitsToDouble(sign | 0x7ffL << 52);
        }
        double mantissa = Double.longBitsToDouble(sign | (long) DOUBLE_BIAS << 52 | fraction);
        return Math.scalb(mantissa, scaled);
    }
}
