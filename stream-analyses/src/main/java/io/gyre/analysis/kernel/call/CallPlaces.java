package io.gyre.analysis.kernel.call;

import io.gyre.analysis.kernel.thread.Place;
import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where open system calls lie while their threads go from CPU to CPU. Whoever wants all calls extends {@link CallFold}; a fold that wants
 * a few has handlers for these alone, which is quicker.
 */
public abstract class CallPlaces<T extends CallThread, P> extends ThreadFold<T, P> {
    final CallNames callNames = new CallNames();
    private final IntMap<CallSlot> onCpu = new IntMap<>();
    private final TreeMap<Long, Exit> exits = new TreeMap<>();
    private CallSlot entered = new CallSlot(0);

    /** A call was entered; {@link #entered} has it. */
    protected abstract void entered(CallClass call);

    /**
     * A call was left.
     *
     * @param slot the call as it was entered; null when its entry is not in this slice, or is missing
     */
    protected abstract void left(@Nullable CallSlot slot, CallClass call, long timestampNs, int tid, long ret);

    /**
     * A call was left whose entry is in the stretch before; {@link #left} is told next.
     *
     * @param place where it lay when the slice began
     */
    protected void leftBefore(long place, CallClass call, long timestampNs, int tid, long ret) {}

    /** A slot is emptied, or its thread enters another call, though nobody said that it left what the slot holds: events were lost, or there is nothing. */
    protected void abandoned(CallSlot slot, long timestampNs) {}

    /** {@return the call that the thread is in which an event is about} */
    protected final CallSlot current(int cpu, int contextTid) {
        return slot(cpu, contextTid);
    }

    /** {@return the thread that an event is about, which may be a stand-in of {@link Tids}} */
    protected final int tid(int cpu, int contextTid) {
        return contextTid > Tids.IDLE ? contextTid : tidOn(cpu);
    }

    /** {@return the call that was entered last} */
    protected final CallSlot entered() {
        return entered;
    }

    protected final void enter(long timestampNs, int cpu, int contextTid, CallClass call) {
        entered = slot(cpu, contextTid);
        if (!entered.isEmpty()) {
            abandoned(entered, timestampNs);
        }
        entered.open(call, timestampNs);
        entered(call);
    }

    protected final void leave(long timestampNs, int cpu, int contextTid, CallClass call, long ret) {
        CallSlot slot = slot(cpu, contextTid);
        int tid = tid(cpu, contextTid);
        if (slot.isInitial()) {
            exits.put(slot.initialPlace(), new Exit(call.name(), timestampNs, tid, ret));
            leftBefore(slot.initialPlace(), call, timestampNs, tid, ret);
            left(null, call, timestampNs, tid, ret);
        } else {
            left(slot.call() == call ? slot : null, call, timestampNs, tid, ret);
        }
        slot.empty();
    }

    private CallSlot slot(int cpu, int contextTid) {
        if (contextTid > Tids.IDLE) {
            return thread(contextTid).own;
        }
        CallSlot slot = onCpu.get(cpu);
        if (slot == null) {
            slot = new CallSlot(Place.cpu(cpu));
            onCpu.put(cpu, slot);
        }
        return slot;
    }

    @Override
    protected final void switched(long timestampNs, int cpu, T previous, T next, int nextPriority) {
        CallSlot slot = slot(cpu, Tids.IDLE);
        CallSlot spare = slot;
        if (previous.tid() != Tids.IDLE) {
            spare = previous.away;
            previous.away = slot;
        }
        if (next.tid() != Tids.IDLE) {
            onCpu.put(cpu, next.away);
            next.away = spare;
        } else {
            onCpu.put(cpu, spare);
        }
        if (!spare.isEmpty()) {
            abandoned(spare, timestampNs);
        }
        spare.empty();
    }

    /** {@return the call of this name} */
    protected final CallClass named(String name) {
        return callNames.named(name);
    }

    protected final Iterable<CallClass> calls() {
        return callNames.all();
    }

    /** Gives each slot and where it lies. */
    protected final void forEachSlot(ObjLongConsumer<CallSlot> action) {
        onCpu.forEach((slot, cpu) -> action.accept(slot, Place.cpu(cpu)));
        threads().forEach((thread, tid) -> {
            action.accept(thread.away, Place.away(tid));
            action.accept(thread.own, Place.own(tid));
        });
    }

    /** Notes something about the calls that a thread is in which no CPU is known to run. */
    protected final void note(int tid, int note) {
        T thread = thread(tid);
        thread.away.note(note);
        thread.own.note(note);
    }

    protected final OpenCalls openCalls() {
        var ends = new TreeMap<Long, End>();
        forEachSlot((slot, place) -> put(ends, place, slot));
        return new OpenCalls(OpenCalls.limited(new TreeMap<>(exits)), OpenCalls.limited(ends), false);
    }

    private static void put(Map<Long, End> ends, long place, CallSlot slot) {
        if (slot.initialPlace() != place) {
            ends.put(place, slot.end());
        }
    }

    protected final void forgetCalls() {
        exits.clear();
        onCpu.clear();
        entered = new CallSlot(0);
        forgetThreads();
    }
}
