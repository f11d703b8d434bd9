package io.gyre.analysis.kernel.wakeups;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.away.Away;
import io.gyre.analysis.kernel.away.Aways;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Who woke whom: the partial of {@link WakeupsAnalysis}.
 *
 * @param pairs from wake-up to switch; at most {@value #MOST_PAIRS}, the lowest
 * @param otherPairs all other pairs together
 * @param longest stretches off the CPUs in which a thread was blocked, at most {@value #MOST_LONGEST}, the longest first
 */
public record Wakeups(SortedMap<Pair, Durations> pairs, Durations otherPairs, List<Away> longest, Aways aways,
        RunningThreads running, ThreadNames names) {

    static final int MOST_PAIRS = 1 << 14;
    static final int MOST_LONGEST = 2000;
    public static final Wakeups NONE = ends(Aways.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final Wakeups GAP = ends(Aways.GAP, RunningThreads.GAP, ThreadNames.NONE);

    public Wakeups {
        pairs = FixedMap.of(pairs);
        longest = List.copyOf(longest);
    }

    private static Wakeups ends(Aways aways, RunningThreads running, ThreadNames names) {
        return new Wakeups(Collections.emptySortedMap(), Durations.NONE, List.of(), aways, running, names);
    }

    /** {@return this and then {@code next}} */
    public Wakeups followedBy(Wakeups next) {
        var joined = new MapJoin<Pair, Durations>(Durations::plus);
        joined.addAll(pairs);
        joined.addAll(next.pairs, pair -> pair.wokenBy(running.resolve(pair.by())));
        var stretches = new Longest<Away>(MOST_LONGEST);
        longest.forEach(stretches::add);
        next.longest.forEach(away -> stretches.add(away.resolve(running::resolve, UnaryOperator.identity())));
        Aways ends = aways.followedBy(next.aways, running::resolve, UnaryOperator.identity(), away -> {
            if (!away.woken().isNot()) {
                joined.add(new Pair(away.woken().by(), away.tid()), Durations.of(away.toNs() - away.woken().ns()));
            }
            if (isBlocked(away)) {
                stretches.add(away);
            }
        });
        return limited(joined.map(), otherPairs.plus(next.otherPairs), stretches.entries(), ends,
                running.followedBy(next.running),
                names.followedBy(next.names));
    }

    static boolean isBlocked(Away away) {
        return away.blockedNs() > 0;
    }

    static Wakeups limited(SortedMap<Pair, Durations> pairs, Durations otherPairs, List<Away> longest, Aways aways,
            RunningThreads running, ThreadNames names) {
        FixedMap<Pair, Durations> all = FixedMap.of(pairs);
        Durations others = all.beyond(MOST_PAIRS).values().stream().reduce(otherPairs, Durations::plus);
        return new Wakeups(all.lowest(MOST_PAIRS), others, longest, aways, running, names);
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static Wakeups resolved(View<Wakeups> view) {
        Wakeups before = view.before();
        return GAP.followedBy(
                ends(before.aways.lateEnds(), before.running, before.names).followedBy(view.value()).withFirst());
    }

    /** {@return the same, the stand-ins named by the first switch of their CPU} */
    private Wakeups withFirst() {
        IntUnaryOperator first = running::resolveFirst;
        var named = new MapJoin<Pair, Durations>(Durations::plus);
        named.addAll(pairs, pair -> pair.wokenBy(first.applyAsInt(pair.by())));
        var stretches = new ArrayList<Away>();
        longest.forEach(away -> stretches.add(away.resolve(first, UnaryOperator.identity())));
        return new Wakeups(named.map(), otherPairs, stretches, aways.named(first), running, names);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(pairs.size());
        pairs.forEach((pair, waits) -> {
            pair.write(out);
            waits.write(out);
        });
        otherPairs.write(out);
        out.writeUnsigned(longest.size());
        longest.forEach(away -> away.write(out));
        aways.write(out);
        running.write(out);
        names.write(out);
    }

    static Wakeups read(PartialInput in) throws PartialFormatException {
        var pairs = in.readMap(2 + Durations.fewestBytes(), Pair::read, Durations::read);
        Durations otherPairs = Durations.read(in);
        var longest = in.readList(5, Away::read);
        return new Wakeups(pairs, otherPairs, longest, Aways.read(in), RunningThreads.read(in), ThreadNames.read(in));
    }
}
