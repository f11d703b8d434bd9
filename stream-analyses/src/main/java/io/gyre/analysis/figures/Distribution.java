package io.gyre.analysis.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/** Durations and how they are spread. */
public record Distribution(Durations durations, Histogram histogram) {
    public static final Distribution NONE = new Distribution(Durations.NONE, Histogram.NONE);

    /** {@return one duration} */
    public static Distribution of(long ns) {
        return new Distribution(Durations.of(ns), Histogram.of(ns));
    }

    public Distribution plus(Distribution other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        return new Distribution(durations.plus(other.durations), histogram.plus(other.histogram));
    }

    public boolean isNone() {
        return durations.isNone();
    }

    /** {@return an upper bound of this share of all, at most 1/16 too large and never above the largest} */
    public long percentileNs(int thousandths) {
        return Math.min(durations.maxNs(), histogram.percentile(thousandths));
    }

    /** Adds what {@link Durations#json} adds, and when there are any {@code p50_ns}, {@code p90_ns}, {@code p99_ns} and {@code histogram}. */
    public ObjectNode json(ObjectNode node) {
        durations.json(node);
        if (!isNone()) {
            node.put("p50_ns", percentileNs(500)).put("p90_ns", percentileNs(900)).put("p99_ns", percentileNs(990));
            histogram.json(node.putArray("histogram"));
        }
        return node;
    }

    public void write(PartialOutput out) {
        durations.write(out);
        histogram.write(out);
    }

    public static Distribution read(PartialInput in) throws PartialFormatException {
        return new Distribution(Durations.read(in), Histogram.read(in));
    }
}
