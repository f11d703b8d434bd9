package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.math.BigDecimal;
import java.util.Optional;

/** {@code threshold}, {@code rate} and {@code discarded}: a figure is beyond a limit. An answer without the figure is a good one. */
record LimitRule(String name, String text, Watched watched, Measure measure, Limit limit) implements AlertRule {

    @Override
    public AlertStep observe(AlertState state, Answer answer) {
        if (!watched.has(answer)) {
            return AlertStep.quiet(state);
        }
        Optional<BigDecimal> worst = limit.worst(measure.values(answer));
        boolean speaksForChange = state.raised()
                ? worst.map(limit::clears).orElse(true)
                : worst.map(limit::raises).orElse(false);
        int streak = speaksForChange ? state.streak() + 1 : 0;
        if (streak < (state.raised() ? limit.clearAfter() : limit.raiseAfter())) {
            return AlertStep.quiet(new AlertState(state.raised(), streak, state.seenNs()));
        }
        var kind = state.raised() ? Alert.Kind.CLEARED : Alert.Kind.RAISED;
        return new AlertStep(new AlertState(!state.raised(), 0, state.seenNs()), Optional.of(new Alert(name, kind,
                answer.line(), answer.endNs(), worst.map(BigDecimal::toPlainString).orElse(""), text)));
    }

    @Override
    public AlertStep advance(AlertState state, SessionKey line, long nowNs) {
        return AlertStep.quiet(state);
    }
}
