package io.gyre.analysis.kernel.call;

import io.gyre.analysis.kernel.thread.ThreadFold;
import io.gyre.analysis.kernel.thread.Tids;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the entries of system calls with their exits. Calls of 32-bit programs on a 64-bit kernel are named with {@code compat_} before.
 *
 * <p>A fold that wants arguments has handlers of its own for single calls; they are called after those here, and find the call that was
 * just entered in {@link #entered}.
 */
public abstract class CallFold<T extends CallThread, P> extends ThreadFold<T, P> {
    private static final String UNKNOWN = "unknown";

    private final Map<String, CallClass> byName = new HashMap<>();
    private final IdentityHashMap<EventRecordClass, CallClass> byEvent = new IdentityHashMap<>();
    private final IntMap<CallClass> byNumber = new IntMap<>();
    private final IntMap<CallSlot> onCpu = new IntMap<>();
    private final TreeMap<Long, Exit> exits = new TreeMap<>();
    private SyscallTable table = SyscallTable.of(null);
    /** Stands for all calls that have only a number; never open. */
    private final CallClass unnamed = new CallClass(UNKNOWN, -1);
    private CallSlot entered = new CallSlot(0);

    /** A call was entered; {@link #entered} has it. */
    protected abstract void entered(CallClass call);

    /**
     * A call was left.
     *
     * @param slot the call as it was entered; null when its entry is not in this slice, or is missing
     */
    protected abstract void left(@Nullable CallSlot slot, CallClass call, long timestampNs, int tid, long ret);

    /** {@return the call that was entered last} */
    protected final CallSlot entered() {
        return entered;
    }

    @OnPacket
    public final void packet(StreamInfo stream, PacketHeader packet) {
        String release = stream.traceClass().environmentString("kernel_release");
        if (release != null) {
            table = SyscallTable.of(release);
        }
    }

    @OnEvent({ "syscall_entry_*", "compat_syscall_entry_*"})
    public final void entry(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @EventClass EventRecordClass event) {
        CallClass call = call(event);
        if (call != unnamed) {
            enter(timestampNs, cpu, contextTid, call);
        }
    }

    @OnEvent({ "syscall_exit_*", "compat_syscall_exit_*"})
    public final void exit(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @EventClass EventRecordClass event, @Field(value = "ret", required = false) long ret) {
        CallClass call = call(event);
        if (call != unnamed) {
            leave(timestampNs, cpu, contextTid, call, ret);
        }
    }

    @OnEvent("syscall_entry_unknown")
    public final void unknownEntry(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid, @Field("id") int number,
            @Field(value = "args[0]", required = false) long first,
            @Field(value = "args[1]", required = false) long second,
            @Field(value = "args[2]", required = false) long third) {
        enter(timestampNs, cpu, contextTid, call(number));
        unknownEntered(first, second, third);
    }

    /** A call was entered of which the tracer knows nothing but its number and its arguments; {@link #entered} has it. */
    protected void unknownEntered(long first, long second, long third) {}

    @OnEvent("syscall_exit_unknown")
    public final void unknownExit(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid, @Field("id") int number,
            @Field("ret") long ret) {
        leave(timestampNs, cpu, contextTid, call(number), ret);
    }

    private void enter(long timestampNs, int cpu, int contextTid, CallClass call) {
        entered = slot(cpu, contextTid);
        entered.open(call, timestampNs);
        entered(call);
    }

    private void leave(long timestampNs, int cpu, int contextTid, CallClass call, long ret) {
        CallSlot slot = slot(cpu, contextTid);
        int tid = contextTid > Tids.IDLE ? contextTid : tidOn(cpu);
        if (slot.isInitial()) {
            exits.put(slot.initialPlace(), new Exit(call.name(), timestampNs, tid, ret));
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
        spare.empty();
    }

    private CallClass call(EventRecordClass event) {
        CallClass known = byEvent.get(event);
        return known != null ? known : learn(event);
    }

    private CallClass learn(EventRecordClass event) {
        String name = event.name().replaceFirst("syscall_(entry|exit)_", "");
        CallClass call = name.equals(UNKNOWN) ? unnamed : named(name);
        byEvent.put(event, call);
        return call;
    }

    private CallClass call(int number) {
        CallClass known = byNumber.get(number);
        if (known == null) {
            SyscallTable.Call call = table.get(number);
            known = named(call != null ? call.name() : "syscall " + number);
            byNumber.put(number, known);
        }
        return known;
    }

    private CallClass named(String name) {
        return byName.computeIfAbsent(name, any -> new CallClass(name, byName.size()));
    }

    protected final Iterable<CallClass> calls() {
        return byName.values();
    }

    protected final OpenCalls openCalls() {
        var ends = new TreeMap<Long, End>();
        onCpu.forEach((slot, cpu) -> put(ends, Place.cpu(cpu), slot));
        threads().forEach((thread, tid) -> {
            put(ends, Place.away(tid), thread.away);
            put(ends, Place.own(tid), thread.own);
        });
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
