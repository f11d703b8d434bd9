package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Hits of probes: the partial of {@link ProbesAnalysis}.
 *
 * @param hits from one hit of a probe to the next of the same thread
 * @param calls of functions, from entry to return
 * @param steps from one probe to another of the same thread; at most {@value #MOST_STEPS}, the first in their order
 * @param otherSteps all other steps together
 */
record ProbeUse(Measured hits, Measured calls, SortedMap<Step, Durations> steps, Durations otherSteps, OpenHits open,
        RunningThreads running, ThreadNames names) {

    static final int MOST_STEPS = 1 << 12;
    static final ProbeUse NONE = ends(OpenHits.NONE, RunningThreads.NONE, ThreadNames.NONE);
    static final ProbeUse GAP = ends(OpenHits.GAP, RunningThreads.GAP, ThreadNames.NONE);

    private static ProbeUse ends(OpenHits open, RunningThreads running, ThreadNames names) {
        return new ProbeUse(Measured.NONE, Measured.NONE, Collections.emptySortedMap(), Durations.NONE, open, running,
                names);
    }

    static ProbeUse of(Measured hits, Measured calls, NavigableMap<Step, Durations> steps, Durations otherSteps,
            OpenHits open, RunningThreads running, ThreadNames names) {
        Durations others = LowestKeys.cut(steps, MOST_STEPS, otherSteps, Durations::plus);
        return new ProbeUse(hits, calls, LowestKeys.fixed(steps), others, open, running, names);
    }

    /** {@return this and then {@code next}} */
    ProbeUse followedBy(ProbeUse next) {
        var joined = new Joined();
        joined.add(this, tid -> tid);
        joined.add(next, running::resolve);
        OpenHits joinedOpen = open.followedBy(next.open, running, joined);
        return joined.use(joinedOpen, running.followedBy(next.running), names.followedBy(next.names));
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    static ProbeUse resolved(View<ProbeUse> view) {
        ProbeUse before = view.before();
        ProbeUse after = ends(before.open, before.running, before.names).followedBy(view.value());
        var joined = new Joined();
        joined.add(after, after.running::resolveFirst);
        return joined.use(after.open, after.running, after.names);
    }

    boolean isNothing() {
        return hits.isNothing();
    }

    void write(PartialOutput out) {
        hits.write(out);
        calls.write(out);
        out.writeUnsigned(steps.size());
        steps.forEach((step, durations) -> {
            step.write(out);
            durations.write(out);
        });
        otherSteps.write(out);
        open.write(out);
        running.write(out);
        names.write(out);
    }

    static ProbeUse read(PartialInput in) throws PartialFormatException {
        Measured hits = Measured.read(in);
        Measured calls = Measured.read(in);
        var steps = in.readMap(Step.FEWEST_BYTES + Durations.fewestBytes(), Step::read, Durations::read);
        return of(hits, calls, steps, Durations.read(in), OpenHits.read(in), RunningThreads.read(in),
                ThreadNames.read(in));
    }

    /** Sums of both sides, and what the ends that meet in the middle make. */
    private static final class Joined implements OpenHits.Met {
        private final Measured.Sum hits = new Measured.Sum();
        private final Measured.Sum calls = new Measured.Sum();
        private final TreeMap<Step, Durations> steps = new TreeMap<>();
        private Durations otherSteps = Durations.NONE;

        void add(ProbeUse use, IntUnaryOperator resolve) {
            hits.add(use.hits, resolve);
            calls.add(use.calls, resolve);
            use.steps.forEach((step, durations) -> steps.merge(step, durations, Durations::plus));
            otherSteps = otherSteps.plus(use.otherSteps);
        }

        @Override
        public void interval(String probe, int tid, long ns) {
            hits.took(probe, tid, ns);
        }

        @Override
        public void step(Step step, long ns) {
            steps.merge(step, Durations.of(ns), Durations::plus);
        }

        @Override
        public void call(String function, int tid, long ns) {
            calls.took(function, tid, ns);
        }

        ProbeUse use(OpenHits open, RunningThreads running, ThreadNames names) {
            return of(hits.sum(), calls.sum(), steps, otherSteps, open, running, names);
        }
    }
}
