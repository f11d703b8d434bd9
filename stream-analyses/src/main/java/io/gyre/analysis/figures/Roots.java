package io.gyre.analysis.figures;

import java.math.BigInteger;

/** Square roots of fractions, exact to the last digit. */
final class Roots {
    private Roots() {}

    /**
     * {@return the square root of {@code above / below}, rounded to the nearest whole number}, half up. By floating point first, then put right.
     *
     * @param above not negative
     * @param below at least 1
     */
    static long rounded(BigInteger above, BigInteger below) {
        BigInteger four = above.shiftLeft(2);
        long root = Math.round(Math.sqrt(above.doubleValue() / below.doubleValue()));
        while (isTooLarge(root, four, below)) {
            root--;
        }
        while (!isTooLarge(root + 1, four, below)) {
            root++;
        }
        return root;
    }

    /** {@return whether {@code root - 1/2} is above the square root}, with both sides squared and times 4 {@code below}. */
    private static boolean isTooLarge(long root, BigInteger four, BigInteger below) {
        if (root == 0) {
            return false;
        }
        BigInteger odd = BigInteger.valueOf(root).shiftLeft(1).subtract(BigInteger.ONE);
        return odd.multiply(odd).multiply(below).compareTo(four) > 0;
    }
}
