package io.gyre.analysis.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Arrays;

/**
 * Counts over time, in at most {@value #MOST} steps of equal width. A step is one second of the clock, or 2, 4, 8 … where the whole would not
 * fit otherwise. What the counts are depends on the times alone, not on their order, nor on how the series was put together.
 */
public final class Series {
    public static final int MOST = 64;
    public static final Series NONE = new Series(0, 0, new long[0]);
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int SHIFT_LIMIT = 63;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    /** A step is 2^shift seconds; the least that lets the whole fit. */
    private final int shift;
    /** The number of the first step: its time in seconds from the epoch, shifted. */
    private final long first;
    /** Neither begins nor ends with 0. */
    private final long[] counts;

    private Series(int shift, long first, long[] counts) {
        this.shift = shift;
        this.first = first;
        this.counts = counts;
    }

    static Series of(int shift, long first, long[] counts) {
        int end = counts.length;
        while (end > 0 && counts[end - 1] == 0) {
            end--;
        }
        return end == 0 ? NONE : new Series(shift, first, Arrays.copyOf(counts, end));
    }

    /** {@return by how much to shift two numbers of steps so that all between fit} */
    static int fitting(int shift, long first, long last) {
        int fit = shift;
        while ((last >> (fit - shift)) - (first >> (fit - shift)) >= MOST) {
            fit++;
        }
        return fit;
    }

    public boolean isNone() {
        return counts.length == 0;
    }

    public Series plus(Series other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        int both = Math.max(shift, other.shift);
        long from = Math.min(first >> (both - shift), other.first >> (both - other.shift));
        long to = Math.max(last() >> (both - shift), other.last() >> (both - other.shift));
        int fit = fitting(both, from, to);
        long begin = from >> (fit - both);
        long[] sum = new long[(int) ((to >> (fit - both)) - begin) + 1];
        addTo(sum, fit, begin);
        other.addTo(sum, fit, begin);
        return new Series(fit, begin, sum);
    }

    private long last() {
        return first + counts.length - 1;
    }

    private void addTo(long[] sum, int itsShift, long begin) {
        for (int i = 0; i < counts.length; i++) {
            sum[(int) (((first + i) >> (itsShift - shift)) - begin)] += counts[i];
        }
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    public long widthNs() {
        return NS_PER_SECOND << shift;
    }

    /** {@return the most that one step has, divided by its seconds and rounded up} */
    public long peakPerSecond() {
        return Math.ceilDiv(Arrays.stream(counts).max().orElse(0), 1L << shift);
    }

    /** {@return this series as a line of small bars, under that of another which begins no later and ends no earlier} */
    public String bars(Series whole) {
        if (isNone() || whole.shift < shift) {
            return "";
        }
        long[] heights = new long[whole.counts.length];
        addTo(heights, whole.shift, whole.first);
        long most = Arrays.stream(heights).max().orElse(1);
        var line = new StringBuilder();
        for (long height : heights) {
            line.append(HEIGHTS.charAt((int) Math.ceilDiv(Math.multiplyExact(height, 8L), most)));
        }
        return line.toString();
    }

    /** Adds {@code from_ns}, {@code step_ns} and the {@code counts} of the steps. */
    public ObjectNode json(ObjectNode node) {
        if (!isNone()) {
            node.put("from_ns", first * widthNs()).put("step_ns", widthNs());
        }
        ArrayNode array = node.putArray("counts");
        Arrays.stream(counts).forEach(array::add);
        return node;
    }

    public void write(PartialOutput out) {
        out.writeUnsigned(counts.length);
        if (counts.length > 0) {
            out.writeUnsigned(shift);
            out.writeSigned(first);
            Arrays.stream(counts).forEach(out::writeUnsigned);
        }
    }

    public static Series read(PartialInput in) throws PartialFormatException {
        int length = in.readCount(1);
        if (length == 0) {
            return NONE;
        }
        long shift = in.readUnsigned();
        if (length > MOST || shift < 0 || shift >= SHIFT_LIMIT) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "no series has " + length + " steps of 2^" + shift + " seconds");
        }
        long first = in.readSigned();
        long[] counts = new long[length];
        for (int i = 0; i < length; i++) {
            counts[i] = in.readUnsigned();
        }
        return of((int) shift, first, counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series series && series.shift == shift && series.first == first
                && Arrays.equals(series.counts, counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) + Long.hashCode(first) + shift;
    }

    @Override
    public String toString() {
        return first + " >> " + shift + ": " + Arrays.toString(counts);
    }
}
