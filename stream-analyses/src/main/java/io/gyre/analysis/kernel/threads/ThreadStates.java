package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.away.Aways;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.state.Subject;
import io.gyre.analysis.kernel.state.Times;
import io.gyre.analysis.kernel.thread.ByThread;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * What threads did: the partial of {@link ThreadsAnalysis}.
 *
 * @param runs on CPUs
 * @param off by thread id: off the CPUs, as far as it has ended
 * @param longest stretches off the CPUs in which a thread was blocked, at most {@value #MOST_LONGEST}, the longest first
 */
public record ThreadStates(CpuRuns runs, ByThread<OffCpu> off, List<Away> longest, Aways aways, ThreadNames names) {

    static final int MOST_LONGEST = 100;
    public static final ThreadStates NONE = ends(CpuRuns.none(Subject.THREAD), Aways.NONE, ThreadNames.NONE);
    public static final ThreadStates GAP = ends(CpuRuns.gap(Subject.THREAD), Aways.GAP, ThreadNames.NONE);

    public ThreadStates {
        longest = List.copyOf(longest);
    }

    private static ThreadStates ends(CpuRuns runs, Aways aways, ThreadNames names) {
        return new ThreadStates(runs, ByThread.none(OffCpu.NONE), List.of(), aways, names);
    }

    /** {@return this and then {@code next}} */
    public ThreadStates followedBy(ThreadStates next) {
        UnaryOperator<Mode> modes = runs.modes()::resolve;
        var sums = new MapJoin<Integer, OffCpu>(OffCpu::plus);
        sums.addAll(off.threads());
        sums.addAll(FixedMap.changed(next.off.threads(), time -> time.resolve(modes)));
        var stretches = new Longest<Away>(MOST_LONGEST);
        longest.forEach(stretches::add);
        next.longest.forEach(away -> stretches.add(away.resolve(IntUnaryOperator.identity(), modes)));
        Aways joined = aways.followedBy(next.aways, IntUnaryOperator.identity(), modes, away -> {
            add(sums, away);
            if (away.blockedNs() > 0) {
                stretches.add(away);
            }
        });
        OffCpu others = off.others().plus(next.off.others().resolve(modes));
        return new ThreadStates(runs.followedBy(next.runs), ByThread.of(sums.map(), others, OffCpu::plus),
                stretches.entries(), joined, names.followedBy(next.names));
    }

    private static void add(MapJoin<Integer, OffCpu> sums, Away away) {
        OffCpu time = OffCpu.of(away);
        if (!time.isNone()) {
            sums.add(away.tid(), time);
        }
    }

    /**
     * {@return what a stretch of time has to tell, with what was before, and up to its very end}: a thread that is off the CPUs then counts as if
     * that ended with the stretch.
     */
    public static ThreadStates resolved(View<ThreadStates> view) {
        ThreadStates all = atBegin(view).followedBy(view.value());
        return all.endedAt(view.toNs(all.runs.observedToNs()));
    }

    /** {@return what is known where a stretch of time begins}: nothing but the ends, and nothing in them is open. */
    public static ThreadStates atBegin(View<ThreadStates> view) {
        return GAP.followedBy(view.before()).at(view.fromNs());
    }

    /** {@return nothing but the ends, as if all had begun at this time} */
    private ThreadStates at(long ns) {
        return ends(runs.at(ns), aways.at(ns), names);
    }

    private ThreadStates endedAt(long ns) {
        var sums = new MapJoin<Integer, OffCpu>(OffCpu::plus);
        sums.addAll(off.threads());
        aways.unended(ns, runs.running(), away -> add(sums, away));
        return new ThreadStates(runs.endedAt(ns), ByThread.of(sums.map(), off.others(), OffCpu::plus), longest, aways,
                names);
    }

    /** {@return by thread id: all that is known of each} */
    public SortedMap<Integer, ThreadTimes> threads() {
        return FixedMap.joined(FixedMap.changed(runs.sums(), times -> new ThreadTimes(times, OffCpu.NONE)),
                FixedMap.changed(off.threads(), times -> new ThreadTimes(Times.NONE, times)),
                (on, away) -> new ThreadTimes(on.on(), away.off()));
    }

    SortedMap<Integer, ProcessTimes> processes() {
        return ProcessTimes.of(threads(), names);
    }

    /** {@return those above the limits together} */
    public ThreadTimes otherThreads() {
        return new ThreadTimes(runs.others(), off.others());
    }

    /** {@return whether anything has happened that this looks at} */
    boolean tells() {
        return !runs.cpus().isEmpty() || !aways.ends().isEmpty();
    }

    boolean hasSwitches() {
        return runs.hasSwitches();
    }

    void write(PartialOutput out) {
        runs.write(out);
        off.write(out, OffCpu::write);
        out.writeUnsigned(longest.size());
        longest.forEach(away -> away.write(out));
        aways.write(out);
        names.write(out);
    }

    static ThreadStates read(PartialInput in) throws PartialFormatException {
        CpuRuns runs = CpuRuns.read(Subject.THREAD, in);
        ByThread<OffCpu> off = ByThread.read(in, OffCpu.FEWEST_BYTES, OffCpu::read);
        var longest = in.readList(5, Away::read);
        return new ThreadStates(runs, off, longest, Aways.read(in), ThreadNames.read(in));
    }
}
