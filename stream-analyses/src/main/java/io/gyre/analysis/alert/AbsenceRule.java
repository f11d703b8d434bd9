package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.Optional;

/**
 * {@code absence}: for some time there was no answer, or none with the figure above 0.
 *
 * @param figure empty when any answer will do
 */
record AbsenceRule(String name, String text, Watched watched, Optional<Figure> figure, long ns) implements AlertRule {

    @Override
    public AlertStep observe(AlertState state, Answer answer) {
        if (!watched.has(answer)) {
            return AlertStep.quiet(state);
        }
        if (figure.isPresent()
                && figure.get().values(answer.entry()).stream().noneMatch(value -> value.signum() > 0)) {
            // Time begins to run with the first answer, whatever it says.
            return state.seenNs() == AlertState.NEVER
                    ? AlertStep.quiet(new AlertState(false, 0, answer.endNs()))
                    : advance(state, answer.line(), answer.endNs());
        }
        var seen = new AlertState(false, 0, Math.max(state.seenNs(), answer.endNs()));
        return new AlertStep(seen, state.raised()
                ? Optional.of(new Alert(name, Alert.Kind.CLEARED, answer.line(), answer.endNs(), "", text))
                : Optional.empty());
    }

    @Override
    public AlertStep advance(AlertState state, SessionKey line, long nowNs) {
        if (state.raised() || state.seenNs() == AlertState.NEVER || nowNs - ns < state.seenNs()) {
            return AlertStep.quiet(state);
        }
        return new AlertStep(new AlertState(true, 0, state.seenNs()),
                Optional.of(new Alert(name, Alert.Kind.RAISED, line, nowNs, "", text)));
    }
}
