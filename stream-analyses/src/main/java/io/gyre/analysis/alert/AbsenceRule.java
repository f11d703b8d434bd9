package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code absence}: for some time there was no answer, or none with the figure above 0. Time is that of the trace as long as answers of the line
 * come, of this analysis or of another one, and begins to run with the first of them.
 *
 * @param figure empty when any answer will do
 */
record AbsenceRule(String name, String text, Watched watched, Optional<Figure> figure, long ns) implements AlertRule {

    @Override
    public boolean reads(Answer.Kind kind) {
        return watched.has(kind);
    }

    @Override
    public AlertStep observe(AlertState state, Answer answer) {
        if (!watched.has(answer.kind())) {
            return watched.isBeside(answer.kind()) && answer.isBounded()
                    ? passed(state, answer.line(), answer.beginNs())
                    : AlertStep.quiet(state);
        }
        if (figure.isPresent()
                && figure.get().values(answer.entry()).stream().noneMatch(value -> value.signum() > 0)) {
            return passed(state, answer.line(), answer.endNs());
        }
        // What came before this answer began has been answered for, by others or not at all.
        AlertStep before = answer.isBounded()
                ? advance(state, answer.line(), answer.beginNs())
                : AlertStep.quiet(state);
        var verdicts = new ArrayList<Verdict>(before.verdicts());
        if (before.state().raised()) {
            verdicts.add(Verdict.cleared(this, Verdict.Cause.HEARD, answer.line(), answer.endNs(), ""));
        }
        return new AlertStep(new AlertState(false, 0, Math.max(state.seenNs(), answer.endNs())), verdicts);
    }

    private AlertStep passed(AlertState state, SessionKey line, long nowNs) {
        return state.seenNs() == AlertState.NEVER
                ? AlertStep.quiet(new AlertState(false, 0, nowNs))
                : advance(state, line, nowNs);
    }

    @Override
    public AlertStep advance(AlertState state, SessionKey line, long nowNs) {
        if (state.raised() || state.seenNs() == AlertState.NEVER || nowNs - ns < state.seenNs()) {
            return AlertStep.quiet(state);
        }
        return new AlertStep(new AlertState(true, 0, state.seenNs()),
                List.of(Verdict.raised(this, Verdict.Cause.SILENCE, line, nowNs, "")));
    }

    @Override
    public OptionalLong patienceNs() {
        return OptionalLong.of(ns);
    }
}
