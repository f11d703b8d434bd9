package io.gyre.analysis.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.math.BigInteger;

/** A number of 128 bits without sign: a sum, as of nanoseconds or of their squares, in which no order of adding makes a difference. */
public record Wide(long high, long low) {
    public static final Wide ZERO = new Wide(0, 0);

    public Wide plus(Wide other) {
        long sum = low + other.low;
        return new Wide(high + other.high + carry(sum, low), sum);
    }

    /** {@return 1 when adding to {@code before} has wrapped around to {@code sum}, else 0} */
    public static long carry(long sum, long before) {
        return Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
    }

    public BigInteger toBigInteger() {
        return unsigned(high).shiftLeft(Long.SIZE).add(unsigned(low));
    }

    private static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : signed;
    }

    /** {@return the number when the first of the 128 bits is its sign (two's complement)} */
    public BigInteger toSignedBigInteger() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned(low));
    }

    /** {@return whether a long can hold the number} */
    boolean isLong() {
        return high == 0 && low >= 0;
    }

    /** {@return the number as a long}; the largest one when it is larger */
    public long toLong() {
        return isLong() ? low : Long.MAX_VALUE;
    }

    /** {@return the number in JSON, all of it} */
    public JsonNode node() {
        return isLong() ? LongNode.valueOf(low) : BigIntegerNode.valueOf(toBigInteger());
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(high);
        out.writeUnsigned(low);
    }

    public static Wide read(PartialInput in) throws PartialFormatException {
        return new Wide(in.readUnsigned(), in.readUnsigned());
    }
}
