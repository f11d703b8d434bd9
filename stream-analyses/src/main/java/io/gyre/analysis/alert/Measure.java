package io.gyre.analysis.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** What a rule with a limit looks at. */
sealed interface Measure {
    BigDecimal NS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

    /** {@return the figures of an answer; none where it has none} */
    List<BigDecimal> values(Answer answer);

    /** A figure as it is. */
    record Plain(Figure figure) implements Measure {
        @Override
        public List<BigDecimal> values(Answer answer) {
            return figure.values(answer.entry());
        }
    }

    /** A figure by the length of its answer; none for an answer without begin or end. */
    record PerSecond(Figure figure) implements Measure {
        @Override
        public List<BigDecimal> values(Answer answer) {
            if (!answer.isBounded()) {
                return List.of();
            }
            BigDecimal ns = BigDecimal.valueOf(answer.endNs()).subtract(BigDecimal.valueOf(answer.beginNs()));
            return figure.values(answer.entry()).stream()
                    .map(value -> value.multiply(NS_PER_SECOND).divide(ns, MathContext.DECIMAL64)).toList();
        }
    }

    /**
     * A percentile of durations: the upper end of the bucket in which it lies, and not more than the longest of them. None where there are none.
     *
     * @param histogram a list of buckets, {@code {"from_ns": 16, "to_ns": 17, "count": 3}}, shortest first
     * @param thousandths such as 990 for the 99th percentile
     */
    record Percentile(Figure histogram, int thousandths) implements Measure {
        @Override
        public List<BigDecimal> values(Answer answer) {
            return histogram.objects(answer.entry()).flatMap(object -> percentile(object).stream()).toList();
        }

        private Optional<BigDecimal> percentile(JsonNode object) {
            JsonNode buckets = object.path(histogram.field());
            long all = buckets.valueStream().mapToLong(bucket -> bucket.path("count").asLong()).sum();
            long wanted = Math.max(1, Math.ceilDiv(Math.multiplyExact(all, (long) thousandths), 1000L));
            long seen = 0;
            for (JsonNode bucket : buckets) {
                seen += bucket.path("count").asLong();
                if (seen >= wanted) {
                    long ns = bucket.path("to_ns").asLong() - 1;
                    return Optional.of(BigDecimal.valueOf(Math.min(ns, object.path("max_ns").asLong(ns))));
                }
            }
            return Optional.empty();
        }
    }
}
