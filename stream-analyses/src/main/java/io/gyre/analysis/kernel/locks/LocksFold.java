package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.kernel.call.CallClass;
import io.gyre.analysis.kernel.call.CallPlaces;
import io.gyre.analysis.kernel.call.CallSlot;
import io.gyre.analysis.kernel.call.CallThread;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.LongMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the calls of futex; no other call is looked at. */
public final class LocksFold extends CallPlaces<LocksFold.LockThread, LockUse> {
    private final CallClass futex = named("futex");
    private final TreeMap<Waking, DurationTally> woken = new TreeMap<>();
    private final TreeMap<Long, Integer> earlyWakers = new TreeMap<>();
    private final PeakTally peaks = new PeakTally();
    private Longest<FutexWait> longest = new Longest<>(LockUse.MOST_LONGEST);

    /** A thread, and what it did with each futex. */
    public static final class LockThread extends CallThread {
        private @Nullable LongMap<FutexTally> futexes;

        LockThread(int tid) {
            super(tid);
        }

        private FutexTally tally(long address) {
            if (futexes == null) {
                futexes = new LongMap<>();
            }
            FutexTally tally = futexes.get(address);
            if (tally == null) {
                tally = new FutexTally();
                futexes.put(address, tally);
            }
            return tally;
        }
    }

    @Override
    protected LockThread newThread(int tid) {
        return new LockThread(tid);
    }

    @OnEvent({ "syscall_entry_futex", "compat_syscall_entry_futex"})
    public void futexEntry(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("uaddr") long address, @Field("op") int operation) {
        enter(timestampNs, cpu, contextTid, futex);
        FutexOperation what = FutexOperation.of(operation);
        entered().argument(address);
        entered().variant(what.word());
        if (what == FutexOperation.WAIT) {
            peaks.enters(timestampNs, address);
        }
    }

    @OnEvent({ "syscall_exit_futex", "compat_syscall_exit_futex"})
    public void futexExit(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("ret") long ret) {
        keepWaker(current(cpu, contextTid));
        leave(timestampNs, cpu, contextTid, futex, ret);
    }

    @OnEvent("sched_waking")
    public void waking(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field("tid") int tid) {
        if (tid > Tids.IDLE) {
            note(tid, tid(cpu, contextTid));
        }
    }

    /** Of a call that was entered before the slice. */
    private void keepWaker(CallSlot slot) {
        if (slot.isInitial() && slot.note() != CallSlot.NO_NOTE) {
            earlyWakers.put(slot.initialPlace(), slot.note());
        }
    }

    @Override
    protected void entered(CallClass call) {}

    @Override
    protected void left(@Nullable CallSlot slot, CallClass call, long timestampNs, int tid, long ret) {
        if (slot == null) {
            return;
        }
        FutexOperation operation = operation(slot);
        long ns = Math.max(0, timestampNs - slot.sinceNs());
        if (operation != FutexOperation.OTHER) {
            thread(tid).tally(slot.argument()).add(operation, ns, ret);
        }
        if (operation == FutexOperation.WAIT) {
            peaks.leaves(timestampNs, slot.argument());
            if (slot.note() != CallSlot.NO_NOTE && Exit.error(ret) == 0) {
                woken.computeIfAbsent(new Waking(tid, slot.argument(), slot.note()), any -> new DurationTally())
                        .add(ns);
            }
        }
        if (operation == FutexOperation.WAIT && longest.takes(ns)) {
            longest.add(new FutexWait(slot.sinceNs(), timestampNs, tid, slot.argument(), ret));
        }
    }

    @Override
    protected void abandoned(CallSlot slot, long timestampNs) {
        keepWaker(slot);
        if (slot.isInitial()) {
            peaks.lost(slot.initialPlace(), timestampNs);
        } else if (operation(slot) == FutexOperation.WAIT) {
            peaks.leaves(timestampNs, slot.argument());
        }
    }

    private static FutexOperation operation(CallSlot slot) {
        return FutexOperation.ofWord(slot.variant());
    }

    private Wakers takeWakers() {
        var late = new TreeMap<Long, Integer>();
        forEachSlot((slot, place) -> {
            keepWaker(slot);
            if (!slot.isInitial() && operation(slot) == FutexOperation.WAIT && slot.note() != CallSlot.NO_NOTE) {
                late.put(place, slot.note());
            }
        });
        var waits = new TreeMap<Waking, Durations>();
        woken.forEach((waking, tally) -> waits.put(waking, tally.sum()));
        Wakers wakers = Wakers.of(waits, Durations.NONE, earlyWakers, late);
        woken.clear();
        earlyWakers.clear();
        return wakers;
    }

    @Override
    public LockUse cut(long afterNs, long upToNs) {
        var futexes = new TreeMap<FutexOf, FutexUse>();
        threads().forEach((thread, tid) -> {
            if (thread.futexes != null) {
                thread.futexes.forEach((tally, address) -> futexes.put(new FutexOf(tid, address), tally.sum()));
            }
        });
        var cut = LockUse.of(futexes, FutexUse.NONE, longest.entries(), peaks.take(), takeWakers(),
                openCalls(), running(), names());
        longest = new Longest<>(LockUse.MOST_LONGEST);
        forgetCalls();
        return cut;
    }
}
