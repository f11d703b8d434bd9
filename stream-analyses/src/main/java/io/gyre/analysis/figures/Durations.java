package io.gyre.analysis.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How long something took, many times: what is needed for count, smallest, mean, largest and standard deviation, exactly.
 *
 * @param minNs meaningless when there are none
 * @param maxNs meaningless when there are none
 * @param squares sum of the squares
 */
public record Durations(long count, long minNs, long maxNs, Wide sum, Wide squares) {

    public static final Durations NONE = new Durations(0, Long.MAX_VALUE, 0, Wide.ZERO, Wide.ZERO);
    private static final int FEWEST_BYTES = 1;

    /** {@return one duration; a negative one, of clocks that disagree, as 0} */
    public static Durations of(long ns) {
        var tally = new DurationTally();
        tally.add(ns);
        return tally.sum();
    }

    public Durations plus(Durations other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        return new Durations(count + other.count, Math.min(minNs, other.minNs), Math.max(maxNs, other.maxNs),
                sum.plus(other.sum), squares.plus(other.squares));
    }

    public boolean isNone() {
        return count == 0;
    }

    /** {@return the mean, rounded to the nanosecond; 0 without any} */
    public long meanNs() {
        if (count == 0) {
            return 0;
        }
        if (sum.isLong()) {
            long mean = sum.toLong() / count;
            long rest = sum.toLong() - mean * count;
            return rest >= count - rest ? mean + 1 : mean;
        }
        return new BigDecimal(sum.toBigInteger()).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .longValue();
    }

    /** {@return the standard deviation of a sample, rounded to the nanosecond; 0 with fewer than two} */
    public long stdevNs() {
        if (count < 2) {
            return 0;
        }
        BigInteger n = BigInteger.valueOf(count);
        BigInteger s = sum.toBigInteger();
        BigInteger above = n.multiply(squares.toBigInteger()).subtract(s.multiply(s));
        BigInteger below = n.multiply(n.subtract(BigInteger.ONE));
        return Roots.rounded(above, below);
    }

    /** Adds {@code count}, and when there are any {@code min_ns}, {@code mean_ns}, {@code max_ns}, {@code stdev_ns}, {@code sum_ns}. */
    public ObjectNode json(ObjectNode node) {
        node.put("count", count);
        if (count > 0) {
            node.put("min_ns", minNs).put("mean_ns", meanNs()).put("max_ns", maxNs).put("stdev_ns", stdevNs());
            node.set("sum_ns", sum.node());
        }
        return node;
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(count);
        if (count > 0) {
            out.writeUnsigned(minNs);
            out.writeUnsigned(maxNs);
            sum.write(out);
            squares.write(out);
        }
    }

    public static Durations read(PartialInput in) throws PartialFormatException {
        long count = in.readUnsigned();
        return count == 0
                ? NONE
                : new Durations(count, in.readUnsigned(), in.readUnsigned(), Wide.read(in), Wide.read(in));
    }

    /** {@return the fewest bytes that {@link #write} makes, for {@link PartialInput#readCount}} */
    public static int fewestBytes() {
        return FEWEST_BYTES;
    }
}
