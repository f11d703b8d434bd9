package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Waits for futexes: the partial of {@link LocksAnalysis}.
 *
 * @param futexes by thread and address; at most {@value #MOST}, the first in their order
 * @param others all others together
 * @param longest at most {@value #MOST_LONGEST} waits, longest first
 * @param peaks how many threads waited at once
 * @param wakers who woke those that waited
 */
public record LockUse(SortedMap<FutexOf, FutexUse> futexes, FutexUse others, List<FutexWait> longest, Peaks peaks,
        Wakers wakers, OpenCalls open,
        RunningThreads running, ThreadNames names) {

    static final int VERSION = 3;
    private static final int FIRST_WITH_PEAKS = 2;
    private static final int FIRST_WITH_WAKERS = 3;
    static final int MOST = 1 << 13;
    static final int MOST_LONGEST = 100;

    public static final LockUse NONE = ends(Peaks.NONE, Wakers.NONE, OpenCalls.NONE, RunningThreads.NONE,
            ThreadNames.NONE);
    public static final LockUse GAP = ends(Peaks.NONE, Wakers.NONE, OpenCalls.GAP, RunningThreads.GAP,
            ThreadNames.NONE);

    public LockUse {
        futexes = FixedMap.of(futexes);
        longest = List.copyOf(longest);
    }

    private static LockUse ends(Peaks peaks, Wakers wakers, OpenCalls open, RunningThreads running, ThreadNames names) {
        return new LockUse(Collections.emptySortedMap(), FutexUse.NONE, List.of(), peaks, wakers, open, running, names);
    }

    static LockUse of(SortedMap<FutexOf, FutexUse> futexes, FutexUse others, List<FutexWait> longest, Peaks peaks,
            Wakers wakers, OpenCalls open,
            RunningThreads running, ThreadNames names) {
        FixedMap<FutexOf, FutexUse> all = FixedMap.of(futexes);
        FutexUse rest = all.beyond(MOST).values().stream().reduce(others, FutexUse::plus);
        return new LockUse(all.lowest(MOST), rest, longest, peaks, wakers, open, running, names);
    }

    /** {@return this and then {@code next}} */
    public LockUse followedBy(LockUse next) {
        var joined = new Joined();
        joined.add(this, tid -> tid);
        joined.add(next, running::resolve);
        OpenCalls joinedOpen = open.followedBy(next.open, running, joined::met);
        return joined.use(peaks.followedBy(next.peaks, open, next.open),
                wakers.followedBy(next.wakers, open, next.open, running), joinedOpen, running.followedBy(next.running),
                names.followedBy(next.names));
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static LockUse resolved(View<LockUse> view) {
        LockUse before = view.before();
        LockUse after = ends(Peaks.begin(before.open), before.wakers.end(), before.open, before.running, before.names)
                .followedBy(view.value());
        var joined = new Joined();
        joined.add(after, after.running::resolveFirst);
        return joined.use(after.peaks, after.wakers.resolved(after.running::resolveFirst), after.open, after.running,
                after.names);
    }

    boolean isNothing() {
        return futexes.isEmpty() && others.equals(FutexUse.NONE) && open.exits().isEmpty();
    }

    /** {@return by process and address: who woke those that waited, and the waits that ended so; those who woke most first} */
    Map<FutexOf, List<Map.Entry<Integer, Durations>>> wakersByPlace() {
        var byPlace = new TreeMap<FutexOf, TreeMap<Integer, Durations>>();
        wakers.waits().forEach((waking, waits) -> byPlace
                .computeIfAbsent(new FutexOf(names.process(waking.tid()), waking.address()), any -> new TreeMap<>())
                .merge(waking.by(), waits, Durations::plus));
        var sorted = new TreeMap<FutexOf, List<Map.Entry<Integer, Durations>>>();
        byPlace.forEach((place, rows) -> sorted.put(place,
                Ranking.largestFirst(rows.entrySet(), row -> row.getValue().count())));
        return sorted;
    }

    /** {@return the addresses that threads of several processes used, each of which may have a futex of its own there} */
    Set<Long> sharedAddresses() {
        var users = new HashMap<Long, Integer>();
        var shared = new HashSet<Long>();
        futexes.keySet().forEach(of -> {
            int process = names.process(of.tid());
            Integer other = users.put(of.address(), process);
            if (other != null && other != process) {
                shared.add(of.address());
            }
        });
        return shared;
    }

    /** {@return the most threads that waited at an address at once}; 0 where nobody waited. */
    int mostWaiting(long address) {
        return peaks.byAddress().getOrDefault(address, Peak.NONE).most();
    }

    /** {@return the futexes of each process, those that were waited for longest first} */
    List<Futex> byWait() {
        var byPlace = new TreeMap<FutexOf, TreeMap<Integer, FutexUse>>();
        futexes.forEach((of, use) -> byPlace
                .computeIfAbsent(new FutexOf(names.process(of.tid()), of.address()), any -> new TreeMap<>())
                .put(of.tid(), use));
        return byPlace.entrySet().stream().map(entry -> Futex.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Futex>comparingLong(futex -> -futex.total().waitedNs())
                        .thenComparingLong(futex -> -futex.total().wakes()).thenComparing(Futex::place))
                .toList();
    }

    /** Sums of both sides, and what the ends that meet in the middle make. */
    private static final class Joined {
        private final MapJoin<FutexOf, FutexUse> futexes = new MapJoin<>(FutexUse::plus);
        private FutexUse others = FutexUse.NONE;
        private final Longest<FutexWait> longest = new Longest<>(MOST_LONGEST);

        void add(LockUse use, IntUnaryOperator resolve) {
            futexes.addAll(use.futexes, of -> of.withTid(resolve.applyAsInt(of.tid())));
            others = others.plus(use.others);
            use.longest.forEach(wait -> longest.add(wait.withTid(resolve.applyAsInt(wait.tid()))));
        }

        void met(End.Open entry, Exit exit) {
            FutexOperation operation = FutexOperation.ofWord(entry.variant());
            if (operation == FutexOperation.OTHER) {
                return;
            }
            long ns = Math.max(0, exit.ns() - entry.sinceNs());
            futexes.add(new FutexOf(exit.tid(), entry.argument()), FutexUse.of(operation, ns, exit.ret()));
            if (operation == FutexOperation.WAIT) {
                longest.add(new FutexWait(entry.sinceNs(), exit.ns(), exit.tid(), entry.argument(), exit.ret()));
            }
        }

        LockUse use(Peaks peaks, Wakers wakers, OpenCalls open, RunningThreads running, ThreadNames names) {
            return of(futexes.map(), others, longest.entries(), peaks, wakers, open, running, names);
        }
    }

    void write(PartialOutput out) {
        out.writeUnsigned(futexes.size());
        futexes.forEach((of, figures) -> {
            out.writeSigned(of.tid());
            out.writeSigned(of.address());
            figures.write(out);
        });
        others.write(out);
        out.writeUnsigned(longest.size());
        longest.forEach(wait -> wait.write(out));
        open.write(out);
        running.write(out);
        names.write(out);
        peaks.write(out);
        wakers.write(out);
    }

    static LockUse read(PartialInput in, int version) throws PartialFormatException {
        var futexes = in.readMap(2 + FutexUse.FEWEST_BYTES, from -> new FutexOf(from.readInt(), from.readSigned()),
                FutexUse::read);
        FutexUse others = FutexUse.read(in);
        List<FutexWait> longest = in.readList(5, FutexWait::read);
        OpenCalls open = OpenCalls.read(in);
        RunningThreads running = RunningThreads.read(in);
        ThreadNames names = ThreadNames.read(in);
        Peaks peaks = version < FIRST_WITH_PEAKS ? Peaks.NONE : Peaks.read(in);
        Wakers wakers = version < FIRST_WITH_WAKERS ? Wakers.NONE : Wakers.read(in);
        return new LockUse(futexes, others, longest, peaks, wakers, open, running, names);
    }
}
