package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import io.gyre.ctf.filter.GlobPattern;
import java.util.List;
import java.util.OptionalLong;

/** {@code stale}: nothing has come of any session line of a host for some time, and it was not a line's end that came last. */
record StaleRule(String name, String text, GlobPattern host, long ns) implements AlertRule {

    @Override
    public boolean reads(Answer.Kind kind) {
        return false;
    }

    @Override
    public AlertStep observe(AlertState state, Answer answer) {
        return AlertStep.quiet(state);
    }

    /** Something of the host has come. */
    AlertStep heard(AlertState state, SessionKey of, HostJudge.Sign sign, long nowNs) {
        long seenNs = switch (sign) {
            case LIFE -> nowNs;
            case END -> AlertState.NEVER;
        };
        Verdict.Cause cause = switch (sign) {
            case LIFE -> Verdict.Cause.HEARD;
            case END -> Verdict.Cause.ENDED;
        };
        return new AlertStep(new AlertState(false, 0, seenNs),
                state.raised() ? List.of(Verdict.cleared(this, cause, of, nowNs, "")) : List.of());
    }

    @Override
    public AlertStep advance(AlertState state, SessionKey of, long nowNs) {
        if (state.raised() || state.seenNs() == AlertState.NEVER || nowNs - ns < state.seenNs()) {
            return AlertStep.quiet(state);
        }
        return new AlertStep(new AlertState(true, 0, state.seenNs()),
                List.of(Verdict.raised(this, Verdict.Cause.SILENCE, of, nowNs, "")));
    }

    @Override
    public OptionalLong patienceNs() {
        return OptionalLong.of(ns);
    }
}
