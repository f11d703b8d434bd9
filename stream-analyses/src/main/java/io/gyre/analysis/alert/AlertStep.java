package io.gyre.analysis.alert;

import java.util.List;

/** What has become of a state, and the alerts that tell of changes, in their order: none, one, or one that was raised and cleared at once. */
public record AlertStep(AlertState state, List<Alert> alerts) {
    public AlertStep {
        alerts = List.copyOf(alerts);
    }

    static AlertStep quiet(AlertState state) {
        return new AlertStep(state, List.of());
    }
}
