package io.gyre.analysis.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.json.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many durations, or other numbers, fell into each of a fixed set of buckets, so that histograms add up exactly in any order. Log-linear: each
 * power of two is cut into 16 buckets of equal width, values under 32 have one each; a bucket is at most 1/16 of its lower bound wide.
 *
 * <pre>
 * value   1 b b b b x x x x …     exponent e of the leading one, then 4 bits that choose the bucket
 * bucket  (e - 3) * 16 + bbbb     for e &gt;= 4; the value itself below 16
 * </pre>
 */
public final class Histogram {
    static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    /** For values of up to 63 bits. */
    public static final int BUCKETS = (Long.SIZE - 1 - STEP_BITS) * STEPS + STEPS;
    public static final Histogram NONE = new Histogram(new long[0]);

    private static final Shape DURATIONS = Shape.of("from_ns", "to_ns", "count");
    private static final Shape NUMBERS = Shape.of("from", "to", "count");

    /** Up to the last bucket that is not empty. */
    private final long[] counts;

    private Histogram(long[] counts) {
        this.counts = counts;
    }

    /** {@return the histogram of these buckets, which are copied} */
    static Histogram of(long[] counts, int buckets) {
        int end = buckets;
        while (end > 0 && counts[end - 1] == 0) {
            end--;
        }
        return end == 0 ? NONE : new Histogram(Arrays.copyOf(counts, end));
    }

    /** {@return the histogram of one value} */
    public static Histogram of(long value) {
        long[] counts = new long[bucketOf(value) + 1];
        counts[counts.length - 1] = 1;
        return new Histogram(counts);
    }

    /** {@return the bucket of a value; that of 0 for negative ones} */
    public static int bucketOf(long value) {
        if (value < STEPS) {
            return (int) Math.max(0, value);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int step = (int) (value >>> (exponent - STEP_BITS)) & (STEPS - 1);
        return (exponent - STEP_BITS + 1) * STEPS + step;
    }

    /** {@return the smallest value of a bucket}; the largest number for the bucket after the last */
    public static long lowerBound(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        if (bucket >= BUCKETS) {
            return Long.MAX_VALUE;
        }
        int exponent = bucket / STEPS + STEP_BITS - 1;
        return (1L << exponent) + ((long) (bucket % STEPS) << (exponent - STEP_BITS));
    }

    public Histogram plus(Histogram other) {
        if (counts.length < other.counts.length) {
            return other.plus(this);
        }
        if (other.counts.length == 0) {
            return this;
        }
        long[] sum = counts.clone();
        for (int i = 0; i < other.counts.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Histogram(sum);
    }

    public long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** {@return how many values are at least {@code from} and less than {@code to}, by the lower bounds of their buckets} */
    public long countBetween(long from, long to) {
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            long bound = lowerBound(i);
            count += bound >= from && bound < to ? counts[i] : 0;
        }
        return count;
    }

    /**
     * {@return a value that at least this share of all is not above: the upper end of the bucket where the share is reached}
     *
     * @param thousandths of all values, such as 990 for the 99th percentile
     */
    public long percentile(int thousandths) {
        long all = count();
        long wanted = Math.max(1, Math.ceilDiv(Math.multiplyExact(all, (long) thousandths), 1000L));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return lowerBound(i + 1) - 1;
            }
        }
        return 0;
    }

    /**
     * A bucket that is not empty.
     *
     * @param from the smallest value
     * @param to above the largest
     */
    public record Bucket(long from, long to, long count) {}

    /** {@return those that are not empty, in the order of values} */
    public List<Bucket> buckets() {
        return IntStream.range(0, counts.length).filter(i -> counts[i] != 0)
                .mapToObj(i -> new Bucket(lowerBound(i), lowerBound(i + 1), counts[i])).toList();
    }

    /** Adds an object for each bucket that is not empty: {@code {"from_ns": 16, "to_ns": 17, "count": 3}}, without {@code to_ns}. */
    public void json(ArrayNode array) {
        json(array, DURATIONS);
    }

    /** Adds the same of numbers without a unit: {@code {"from": 16, "to": 17, "count": 3}}. */
    public void jsonOfNumbers(ArrayNode array) {
        json(array, NUMBERS);
    }

    private void json(ArrayNode array, Shape bucket) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                array.add(bucket.node(LongNode.valueOf(lowerBound(i)), LongNode.valueOf(lowerBound(i + 1)),
                        LongNode.valueOf(counts[i])));
            }
        }
    }

    /** Buckets that are not empty: the distance from the one before, and the count. */
    public void write(PartialOutput out) {
        int used = 0;
        for (long count : counts) {
            used += count != 0 ? 1 : 0;
        }
        out.writeUnsigned(used);
        int last = -1;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                out.writeUnsigned(i - last);
                out.writeUnsigned(counts[i]);
                last = i;
            }
        }
    }

    public static Histogram read(PartialInput in) throws PartialFormatException {
        long[] counts = new long[BUCKETS];
        long bucket = -1;
        for (int left = in.readCount(2); left > 0; left--) {
            bucket += in.readUnsigned();
            if (bucket < 0 || bucket >= BUCKETS) {
                throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                        "a histogram has no bucket " + bucket);
            }
            counts[(int) bucket] = in.readUnsigned();
        }
        return of(counts, BUCKETS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram histogram && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return count() + " values, median " + percentile(500);
    }
}
