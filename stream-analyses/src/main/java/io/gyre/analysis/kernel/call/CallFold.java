package io.gyre.analysis.kernel.call;

import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.OnPacket;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;

/**
 * Pairs the entries of system calls with their exits. Calls of 32-bit programs on a 64-bit kernel are named with {@code compat_} before.
 *
 * <p>A fold that wants arguments has handlers of its own for single calls; they are called after those here, and find the call that was
 * just entered in {@link #entered}.
 */
public abstract class CallFold<T extends CallThread, P> extends CallPlaces<T, P> {
    @OnPacket
    public final void packet(StreamInfo stream, PacketHeader packet) {
        callNames.machine(stream);
    }

    @OnEvent({ "syscall_entry_*", "compat_syscall_entry_*"})
    public final void entry(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @EventClass EventRecordClass event) {
        CallClass call = callNames.of(event);
        if (call != callNames.unnamed()) {
            enter(timestampNs, cpu, contextTid, call);
        }
    }

    @OnEvent({ "syscall_exit_*", "compat_syscall_exit_*"})
    public final void exit(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @EventClass EventRecordClass event, @Field(value = "ret", required = false) long ret) {
        CallClass call = callNames.of(event);
        if (call != callNames.unnamed()) {
            leave(timestampNs, cpu, contextTid, call, ret);
        }
    }

    @OnEvent("syscall_entry_unknown")
    public final void unknownEntry(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid, @Field("id") int number,
            @Field(value = "args[0]", required = false) long first,
            @Field(value = "args[1]", required = false) long second,
            @Field(value = "args[2]", required = false) long third) {
        enter(timestampNs, cpu, contextTid, callNames.of(number));
        unknownEntered(first, second, third);
    }

    /** A call was entered of which the tracer knows nothing but its number and its arguments; {@link #entered} has it. */
    protected void unknownEntered(long first, long second, long third) {}

    @OnEvent("syscall_exit_unknown")
    public final void unknownExit(long timestampNs, @Cpu int cpu,
            @Context(value = "tid", required = false) int contextTid, @Field("id") int number,
            @Field("ret") long ret) {
        leave(timestampNs, cpu, contextTid, callNames.of(number), ret);
    }
}
