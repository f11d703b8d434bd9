package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootsTest {
    private static final MathContext DIGITS = new MathContext(120);

    @Test
    void halvesAreRoundedUp() {
        assertEquals(0, Roots.rounded(BigInteger.ZERO, BigInteger.ONE));
        assertEquals(1, Roots.rounded(BigInteger.ONE, BigInteger.valueOf(4)));
        assertEquals(0, Roots.rounded(BigInteger.ONE, BigInteger.valueOf(5)));
        assertEquals(3, Roots.rounded(BigInteger.valueOf(25), BigInteger.valueOf(4)));
        assertEquals(2, Roots.rounded(BigInteger.valueOf(624), BigInteger.valueOf(100)));
    }

    @Test
    void asDecimalArithmeticHasIt() {
        var random = new Random(20261127);
        for (int i = 0; i < 20_000; i++) {
            BigInteger above = new BigInteger(random.nextInt(125), random);
            BigInteger below = new BigInteger(random.nextInt(60), random).add(BigInteger.ONE);
            long exact = new BigDecimal(above).divide(new BigDecimal(below), DIGITS).sqrt(DIGITS)
                    .setScale(0, RoundingMode.HALF_UP).longValueExact();
            assertEquals(exact, Roots.rounded(above, below), above + " / " + below);
        }
    }

    @Test
    void squaresOfHalvesAndTheirNeighbours() {
        for (long root : new long[]{ 1, 2, 1000, (1L << 31) + 1, (1L << 53) + 1, (1L << 60) + 3}) {
            BigInteger square = BigInteger.valueOf(2 * root - 1).pow(2); // of root - 1/2, times 4
            assertEquals(root, Roots.rounded(square, BigInteger.valueOf(4)));
            assertEquals(root - 1, Roots.rounded(square.subtract(BigInteger.ONE), BigInteger.valueOf(4)));
        }
    }
}
