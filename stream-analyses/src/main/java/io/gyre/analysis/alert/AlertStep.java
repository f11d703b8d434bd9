package io.gyre.analysis.alert;

import java.util.List;

/** What has become of a state, and the alerts that tell of changes, in their order: none, one, or one that was raised and cleared at once. */
public record AlertStep(AlertState state, List<Verdict> verdicts) {
    public AlertStep {
        verdicts = List.copyOf(verdicts);
    }

    static AlertStep quiet(AlertState state) {
        return new AlertStep(state, List.of());
    }
}
