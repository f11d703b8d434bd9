package io.gyre.analysis.alert;

import java.util.Optional;

/** What has become of a state, and the alert that tells of a change. */
public record AlertStep(AlertState state, Optional<Alert> alert) {

    static AlertStep quiet(AlertState state) {
        return new AlertStep(state, Optional.empty());
    }
}
