package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code threshold}, {@code percentile}, {@code rate} and {@code discarded}: a figure is beyond a limit. An answer without the figure is a good one. */
record LimitRule(String name, String text, Watched watched, Measure measure, Limit limit) implements AlertRule {

    @Override
    public boolean reads(Answer.Kind kind) {
        return watched.has(kind);
    }

    @Override
    public AlertStep observe(AlertState state, Answer answer) {
        if (!watched.has(answer.kind())) {
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
        String value = worst.map(BigDecimal::toPlainString).orElse("");
        Verdict verdict = state.raised()
                ? Verdict.cleared(this, Verdict.Cause.FIGURE, answer.line(), answer.endNs(), value)
                : Verdict.raised(this, Verdict.Cause.FIGURE, answer.line(), answer.endNs(), value);
        return new AlertStep(new AlertState(!state.raised(), 0, state.seenNs()), List.of(verdict));
    }

    @Override
    public AlertStep advance(AlertState state, SessionKey line, long nowNs) {
        return AlertStep.quiet(state);
    }

    @Override
    public OptionalLong patienceNs() {
        return OptionalLong.empty();
    }
}
