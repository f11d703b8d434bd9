package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.threads.ThreadStates;
import io.gyre.analysis.kernel.threads.ThreadsAnalysis;

/**
 * What happened to threads and CPUs: the partial of {@link TimelineAnalysis}.
 *
 * @param states what {@code threads} keeps: how the stretch begins and ends, and names
 */
public record Timeline(ThreadStates states, Changes changes, Interrupts interrupts) {

    static final ThreadsAnalysis THREADS = new ThreadsAnalysis();
    static final Timeline NONE = new Timeline(ThreadStates.NONE, Changes.NONE, Interrupts.NONE);
    static final Timeline GAP = new Timeline(ThreadStates.GAP, Changes.GAP, Interrupts.NONE);

    Timeline followedBy(Timeline next) {
        return new Timeline(states.followedBy(next.states), changes.followedBy(next.changes),
                interrupts.followedBy(next.interrupts));
    }

    static View<ThreadStates> states(View<Timeline> view) {
        return new View<>(view.before().states, view.value().states, view.afterNs(), view.upToNs(), view.latestNs());
    }

    void write(PartialOutput out) {
        THREADS.write(states, out);
        changes.write(out);
        interrupts.write(out);
    }

    static Timeline read(PartialInput in) throws PartialFormatException {
        return new Timeline(THREADS.read(in, THREADS.version()), Changes.read(in), Interrupts.read(in));
    }
}
