package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.View;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * System calls: the partial of {@link SyscallsAnalysis}.
 *
 * @param calls by name
 * @param variants by name and variant, such as {@code membarrier PRIVATE_EXPEDITED}
 * @param threads by thread and call, those that were entered and left; at most {@value #MOST_THREAD_CALLS}, those with the lowest thread ids
 * @param otherThreads by call, of all threads that are not in {@code threads}
 * @param longest at most {@value #MOST_LONGEST} calls, longest first
 */
public record SyscallUse(SortedMap<String, CallFigures> calls, SortedMap<String, CallFigures> variants,
        SortedMap<ThreadCall, Outcomes> threads, SortedMap<String, Outcomes> otherThreads, List<LongCall> longest,
        OpenCalls open, RunningThreads running, ThreadNames names) {

    static final int MOST_THREAD_CALLS = 1 << 14;
    static final int MOST_LONGEST = 100;

    public static final SyscallUse NONE = ends(OpenCalls.NONE, RunningThreads.NONE, ThreadNames.NONE);
    public static final SyscallUse GAP = ends(OpenCalls.GAP, RunningThreads.GAP, ThreadNames.NONE);

    public SyscallUse {
        calls = FixedMap.of(calls);
        variants = FixedMap.of(variants);
        threads = FixedMap.of(threads);
        otherThreads = FixedMap.of(otherThreads);
        longest = List.copyOf(longest);
    }

    private static SyscallUse ends(OpenCalls open, RunningThreads running, ThreadNames names) {
        return new SyscallUse(Collections.emptySortedMap(), Collections.emptySortedMap(),
                Collections.emptySortedMap(), Collections.emptySortedMap(), List.of(), open, running, names);
    }

    /** {@return this and then {@code next}} */
    public SyscallUse followedBy(SyscallUse next) {
        var joined = new Joined();
        joined.add(this, tid -> tid);
        joined.add(next, running::resolve);
        OpenCalls joinedOpen = open.followedBy(next.open, running, joined::met);
        return joined.use(joinedOpen, running.followedBy(next.running), names.followedBy(next.names));
    }

    /** {@return what a stretch of time has to tell, its left ends resolved by all that was before} */
    public static SyscallUse resolved(View<SyscallUse> view) {
        SyscallUse before = view.before();
        SyscallUse after = ends(before.open, before.running, before.names).followedBy(view.value());
        var joined = new Joined();
        joined.add(after, after.running::resolveFirst);
        return joined.use(after.open, after.running, after.names);
    }

    /** {@return those that were entered and left} */
    long completed() {
        return calls.values().stream().mapToLong(call -> call.outcomes().durations().count()).sum();
    }

    /** Sums of both sides, and what the entries and exits that meet in the middle make. */
    private static final class Joined {
        private final MapJoin<String, CallFigures> calls = new MapJoin<>(CallFigures::plus);
        private final MapJoin<String, CallFigures> variants = new MapJoin<>(CallFigures::plus);
        private final MapJoin<ThreadCall, Outcomes> threads = new MapJoin<>(Outcomes::plus);
        private final MapJoin<String, Outcomes> otherThreads = new MapJoin<>(Outcomes::plus);
        private final Longest<LongCall> longest = new Longest<>(MOST_LONGEST);

        void add(SyscallUse use, IntUnaryOperator resolve) {
            calls.addAll(use.calls);
            variants.addAll(use.variants);
            threads.addAll(use.threads, of -> of.withTid(resolve.applyAsInt(of.tid())));
            otherThreads.addAll(use.otherThreads);
            use.longest.forEach(call -> longest.add(call.withTid(resolve.applyAsInt(call.tid()))));
        }

        void met(End.Open entry, Exit exit) {
            long ns = Math.max(0, exit.ns() - entry.sinceNs());
            CallFigures met = CallFigures.met(entry.call(), ns, exit.ret());
            calls.add(entry.call(), met);
            if (!entry.variant().isEmpty()) {
                variants.add(entry.call() + " " + entry.variant(), met);
            }
            threads.add(new ThreadCall(exit.tid(), exit.call()), met.outcomes());
            longest.add(new LongCall(entry.sinceNs(), exit.ns(), exit.tid(), exit.call(), exit.ret()));
        }

        SyscallUse use(OpenCalls open, RunningThreads running, ThreadNames names) {
            FixedMap<ThreadCall, Outcomes> all = threads.map();
            all.beyond(MOST_THREAD_CALLS).forEach((of, outcomes) -> otherThreads.add(of.call(), outcomes));
            return new SyscallUse(calls.map(), variants.map(), all.lowest(MOST_THREAD_CALLS), otherThreads.map(),
                    longest.entries(), open, running, names);
        }
    }

    /** Moves to the others what is too much. */
    static void limit(TreeMap<ThreadCall, Outcomes> threads, TreeMap<String, Outcomes> otherThreads) {
        while (threads.size() > MOST_THREAD_CALLS) {
            var last = threads.pollLastEntry();
            otherThreads.merge(last.getKey().call(), last.getValue(), Outcomes::plus);
        }
    }
}
