package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.Fold;
import io.gyre.analysis.kernel.threads.ThreadsFold;
import java.util.List;
import java.util.stream.Stream;

/** What {@code threads} folds, and the changes. */
final class TimelineFold implements Fold<Timeline> {
    final ThreadsFold states = new ThreadsFold();
    final ChangeRecorder recorder = new ChangeRecorder();

    @Override
    public List<Object> handlers() {
        return Stream.concat(states.handlers().stream(), Stream.of(recorder)).toList();
    }

    @Override
    public Timeline cut(long afterNs, long upToNs) {
        ChangeRecorder.Recorded recorded = recorder.cut();
        return new Timeline(states.cut(afterNs, upToNs), recorded.changes(), recorded.interrupts());
    }
}
