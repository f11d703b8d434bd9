package io.gyre.analysis.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

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
}
