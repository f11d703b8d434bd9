package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import java.time.Duration;
import java.util.List;

/** Several listeners that are told everything, in order. */
record Listeners(List<PublishListener> all) implements PublishListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void chunk(ChunkOutcome outcome) {
        all.forEach(listener -> listener.chunk(outcome));
    }

    @Override
    public void postponed(ChunkOutcome.Failed outcome, int tries, Duration pause) {
        all.forEach(listener -> listener.postponed(outcome, tries, pause));
    }

    @Override
    public void line(LineOutcome outcome) {
        all.forEach(listener -> listener.line(outcome));
    }

    @Override
    public void waiting(PublishException reason, Duration pause) {
        all.forEach(listener -> listener.waiting(reason, pause));
    }

    @Override
    public void found(List<LineProgress> lines) {
        all.forEach(listener -> listener.found(lines));
    }

    @Override
    public void idle() {
        all.forEach(PublishListener::idle);
    }
}
