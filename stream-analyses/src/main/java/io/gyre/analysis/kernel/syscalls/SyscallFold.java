package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.HistogramTally;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.call.CallClass;
import io.gyre.analysis.kernel.call.CallFold;
import io.gyre.analysis.kernel.call.CallSlot;
import io.gyre.analysis.kernel.call.CallThread;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up calls. */
public final class SyscallFold extends CallFold<SyscallFold.SyscallThread, SyscallUse> {
    private static final String MEMBARRIER = "membarrier";
    private static final String RSEQ = "rseq";

    private final IntMap<CallTally> calls = new IntMap<>();
    private final Map<String, CallTally> variants = new HashMap<>();
    private Longest<LongCall> longest = new Longest<>(SyscallUse.MOST_LONGEST);

    /** A thread, and its calls by {@link CallClass#index}. */
    public static final class SyscallThread extends CallThread {
        private @Nullable Tally[] calls = new @Nullable Tally[0];

        SyscallThread(int tid) {
            super(tid);
        }

        private Tally tally(int call) {
            if (call >= calls.length) {
                calls = Arrays.copyOf(calls, call + 16);
            }
            Tally tally = calls[call];
            if (tally == null) {
                tally = new Tally();
                calls[call] = tally;
            }
            return tally;
        }
    }

    /** {@link Outcomes} being added up. */
    private static final class Tally {
        private final DurationTally durations = new DurationTally();
        private final ReturnedTally returned = new ReturnedTally();
        private @Nullable IntMap<Count> errors;

        void add(long ns, int error, long value) {
            durations.add(ns);
            returned.add(value);
            if (error != 0) {
                if (errors == null) {
                    errors = new IntMap<>();
                }
                Count count = errors.get(error);
                if (count == null) {
                    count = new Count();
                    errors.put(error, count);
                }
                count.value++;
            }
        }

        Outcomes sum() {
            if (errors == null) {
                return new Outcomes(durations.sum(), Collections.emptySortedMap(), returned.sum());
            }
            var counts = new TreeMap<Integer, Long>();
            errors.forEach((count, error) -> counts.put(error, count.value));
            return new Outcomes(durations.sum(), counts, returned.sum());
        }
    }

    private static final class Count {
        private long value;
    }

    /** {@link CallFigures} being added up. */
    private static final class CallTally {
        private final String name;
        private final Tally outcomes = new Tally();
        private final HistogramTally spread = new HistogramTally();
        private final HistogramTally values = new HistogramTally();
        private final boolean returnsNumbers;
        private long entries;
        private long exits;

        CallTally(String name) {
            this.name = name;
            this.returnsNumbers = Returned.isNumber(name);
        }

        /** {@return what {@link Returned#value} says} */
        long value(long ret) {
            return returnsNumbers ? ret : Returned.NO_VALUE;
        }

        void add(long ns, int error, long value) {
            outcomes.add(ns, error, value);
            spread.add(ns);
            if (value >= 0) {
                values.add(value);
            }
        }

        CallFigures sum() {
            return new CallFigures(entries, exits, outcomes.sum(), spread.sum(), values.sum());
        }
    }

    @Override
    protected SyscallThread newThread(int tid) {
        return new SyscallThread(tid);
    }

    @Override
    protected void entered(CallClass call) {
        tally(call).entries++;
    }

    private CallTally tally(CallClass call) {
        CallTally tally = calls.get(call.index());
        if (tally == null) {
            tally = new CallTally(call.name());
            calls.put(call.index(), tally);
        }
        return tally;
    }

    @OnEvent("syscall_entry_membarrier")
    public void membarrier(long timestampNs, @Field(value = "cmd", required = false) int command) {
        variant(Variants.membarrier(command));
    }

    @OnEvent("syscall_entry_rseq")
    public void rseq(long timestampNs, @Field(value = "flags", required = false) int flags) {
        variant(Variants.rseq(flags));
    }

    @Override
    protected void unknownEntered(long first, long second, long third) {
        CallClass call = entered().call();
        if (call != null && call.name().equals(MEMBARRIER)) {
            variant(Variants.membarrier(first));
        } else if (call != null && call.name().equals(RSEQ)) {
            variant(Variants.rseq(third));
        }
    }

    private void variant(String variant) {
        entered().variant(variant);
        CallClass call = entered().call();
        if (call != null) {
            tally(call, variant).entries++;
        }
    }

    private CallTally tally(CallClass call, String variant) {
        return variants.computeIfAbsent(call.name() + " " + variant, CallTally::new);
    }

    @Override
    protected void left(@Nullable CallSlot slot, CallClass call, long timestampNs, int tid, long ret) {
        CallTally tally = tally(call);
        tally.exits++;
        if (slot == null) {
            return;
        }
        long ns = Math.max(0, timestampNs - slot.sinceNs());
        int error = Exit.error(ret);
        long value = tally.value(ret);
        tally.add(ns, error, value);
        thread(tid).tally(call.index()).add(ns, error, value);
        if (!slot.variant().isEmpty()) {
            tally(call, slot.variant()).add(ns, error, value);
        }
        if (longest.takes(ns)) {
            longest.add(new LongCall(slot.sinceNs(), timestampNs, tid, call.name(), ret));
        }
    }

    @Override
    public SyscallUse cut(long afterNs, long upToNs) {
        var byName = new TreeMap<String, CallFigures>();
        calls.forEach((tally, index) -> byName.put(tally.name, tally.sum()));
        var byVariant = new TreeMap<String, CallFigures>();
        variants.forEach((name, tally) -> byVariant.put(name, tally.sum()));
        var threads = new TreeMap<ThreadCall, Outcomes>();
        var names = new HashMap<Integer, String>();
        calls().forEach(call -> names.put(call.index(), call.name()));
        threads().forEach((thread, tid) -> {
            for (int i = 0; i < thread.calls.length; i++) {
                Tally tally = thread.calls[i];
                if (tally != null) {
                    threads.put(new ThreadCall(tid, names.getOrDefault(i, "")), tally.sum());
                }
            }
        });
        var others = new TreeMap<String, Outcomes>();
        SyscallUse.limit(threads, others);
        var cut = new SyscallUse(byName, byVariant, threads, others, longest.entries(), openCalls(), running(),
                names());
        calls.clear();
        variants.clear();
        longest = new Longest<>(SyscallUse.MOST_LONGEST);
        forgetCalls();
        return cut;
    }
}
