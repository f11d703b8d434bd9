package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * When something happened, and how its durations are spread.
 *
 * @param count how often
 * @param firstNs the earliest; {@link Long#MAX_VALUE} without any
 * @param lastNs the latest; {@link Long#MIN_VALUE} without any
 */
record Spread(long count, long firstNs, long lastNs, Series series, Distribution durations) {

    static final Spread NONE = new Spread(0, Long.MAX_VALUE, Long.MIN_VALUE, Series.NONE, Distribution.NONE);
    static final int FEWEST_BYTES = 6;
    private static final BigDecimal NS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

    static Spread ofDuration(long ns) {
        return new Spread(0, Long.MAX_VALUE, Long.MIN_VALUE, Series.NONE, Distribution.of(ns));
    }

    Spread plus(Spread other) {
        return new Spread(count + other.count, Math.min(firstNs, other.firstNs), Math.max(lastNs, other.lastNs),
                series.plus(other.series), durations.plus(other.durations));
    }

    /** {@return how many of these there were in a second, from the first to the last}; to three decimals, 0 where all came at once. */
    BigDecimal perSecond(long ofThese) {
        if (lastNs <= firstNs) {
            return BigDecimal.ZERO;
        }
        BigDecimal ns = BigDecimal.valueOf(lastNs).subtract(BigDecimal.valueOf(firstNs));
        return BigDecimal.valueOf(ofThese).multiply(NS_PER_SECOND).divide(ns, 3, RoundingMode.HALF_UP);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(count);
        out.writeSigned(firstNs);
        out.writeSigned(lastNs);
        series.write(out);
        durations.write(out);
    }

    static Spread read(PartialInput in) throws PartialFormatException {
        return new Spread(in.readUnsigned(), in.readSigned(), in.readSigned(), Series.read(in), Distribution.read(in));
    }
}
