package io.gyre.analysis.kernel.file;

import io.gyre.analysis.kernel.call.CallClass;
import io.gyre.analysis.kernel.call.CallFold;
import io.gyre.analysis.kernel.call.CallSlot;
import io.gyre.analysis.kernel.call.CallThread;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Context;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import org.jspecify.annotations.Nullable;

/** Follows what descriptors mean and what is moved through them. A fold of an analysis extends it. */
public abstract class FileFold<T extends CallThread, P> extends CallFold<T, P> {
    private static final int NO_FD = -1;
    private static final String ENTRY = "syscall_entry_";
    private static final String EXIT = "syscall_exit_";
    private static final String COMPAT = "compat_syscall_entry_";
    private static final String COMPAT_EXIT = "compat_syscall_exit_";

    private final FileTracker tracker = new FileTracker();
    private final IntMap<Meaning> meanings = new IntMap<>();

    /** @param call null for a system call that has nothing to do with descriptors */
    private record Meaning(@Nullable FileCall call) {}

    private @Nullable FileCall meaning(CallClass call) {
        Meaning known = meanings.get(call.index());
        if (known == null) {
            known = new Meaning(FileCall.of(call.name()));
            meanings.put(call.index(), known);
        }
        return known.call;
    }

    /** To be told of each call that was left and whose entry is in the slice. */
    protected final void leftInSlice(CallSlot slot, CallClass call, long timestampNs, int tid, long ret) {
        FileCall file = meaning(call);
        if (file != null) {
            tracker.left(file, call.name(), slot.variant(), slot.argument(), slot.sinceNs(), timestampNs, tid, ret);
        }
    }

    @Override
    protected final void leftBefore(long place, CallClass call, long timestampNs, int tid, long ret) {
        FileCall file = meaning(call);
        if (file != null) {
            tracker.left(file, call.name(), place, timestampNs, tid, ret);
        }
    }

    /** {@return what the slice has told of files, and forgets it} */
    protected final Files files() {
        return tracker.cut();
    }

    private void remember(FileCall call, long first, long second, long third) {
        entered().argument(call.argument(first, second, third));
    }

    @Override
    protected final void unknownEntered(long first, long second, long third) {
        CallClass call = entered().call();
        FileCall file = call == null ? null : meaning(call);
        if (file != null) {
            remember(file, first, second, third);
            entered().variant(file.variant(third));
        }
    }

    @OnEvent({ ENTRY + "read", ENTRY + "readv", ENTRY + "pread64", ENTRY + "preadv", ENTRY + "preadv2",
            ENTRY + "recv", ENTRY + "recvfrom", ENTRY + "recvmsg", COMPAT + "read", COMPAT + "readv",
            COMPAT + "pread64", COMPAT + "preadv", COMPAT + "preadv2", COMPAT + "recv", COMPAT + "recvfrom",
            COMPAT + "recvmsg"})
    public final void reads(long timestampNs, @Field("fd") long fd) {
        remember(FileCall.READ, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "write", ENTRY + "writev", ENTRY + "pwrite64", ENTRY + "pwritev", ENTRY + "pwritev2",
            ENTRY + "send", ENTRY + "sendto", ENTRY + "sendmsg", ENTRY + "vmsplice", COMPAT + "write",
            COMPAT + "writev", COMPAT + "pwrite64", COMPAT + "pwritev", COMPAT + "pwritev2", COMPAT + "send",
            COMPAT + "sendto", COMPAT + "sendmsg", COMPAT + "vmsplice"})
    public final void writes(long timestampNs, @Field("fd") long fd) {
        remember(FileCall.WRITE, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "fsync", ENTRY + "fdatasync", ENTRY + "syncfs", ENTRY + "sync_file_range", COMPAT + "fsync",
            COMPAT + "fdatasync", COMPAT + "syncfs", COMPAT + "sync_file_range"})
    public final void syncs(long timestampNs, @Field("fd") long fd) {
        remember(FileCall.SYNC, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "sendfile", ENTRY + "sendfile64", COMPAT + "sendfile", COMPAT + "sendfile64"})
    public final void sendsFile(long timestampNs, @Field("out_fd") long to, @Field("in_fd") long from) {
        remember(FileCall.SENDFILE, to, from, 0);
    }

    @OnEvent({ ENTRY + "splice", ENTRY + "copy_file_range", COMPAT + "splice", COMPAT + "copy_file_range"})
    public final void splices(long timestampNs, @Field("fd_in") long from, @Field("fd_out") long to) {
        remember(FileCall.SPLICE, from, 0, to);
    }

    @OnEvent({ ENTRY + "tee", COMPAT + "tee"})
    public final void tees(long timestampNs, @Field("fdin") long from, @Field("fdout") long to) {
        remember(FileCall.TEE, from, to, 0);
    }

    @OnEvent({ ENTRY + "open", COMPAT + "open"})
    public final void opens(long timestampNs, @Field("filename") Text name, @Field("flags") long flags) {
        remember(FileCall.OPEN, 0, flags, 0);
        entered().variant(name.toString());
    }

    @OnEvent({ ENTRY + "openat", ENTRY + "openat2", COMPAT + "openat", COMPAT + "openat2"})
    public final void opensAt(long timestampNs, @Field("dfd") long directory, @Field("filename") Text name,
            @Field(value = "flags", required = false) long flags) {
        remember(FileCall.OPENAT, directory, 0, flags);
        entered().variant(name.toString());
    }

    @OnEvent({ ENTRY + "creat", COMPAT + "creat"})
    public final void creates(long timestampNs, @Field("pathname") Text name) {
        remember(FileCall.CREAT, 0, 0, 0);
        entered().variant(name.toString());
    }

    @OnEvent({ ENTRY + "close", COMPAT + "close"})
    public final void closes(long timestampNs, @Field("fd") long fd) {
        remember(FileCall.CLOSE, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "close_range", COMPAT + "close_range"})
    public final void closesRange(long timestampNs, @Field("fd") long first, @Field("max_fd") long last,
            @Field("flags") long flags) {
        remember(FileCall.CLOSE_RANGE, first, last, 0);
        entered().variant(FileCall.CLOSE_RANGE.variant(flags));
    }

    @OnEvent({ ENTRY + "dup", COMPAT + "dup"})
    public final void duplicates(long timestampNs, @Field("fildes") long fd) {
        remember(FileCall.DUP, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "dup2", COMPAT + "dup2"})
    public final void duplicatesTo(long timestampNs, @Field("oldfd") long fd) {
        remember(FileCall.DUP, fd, 0, 0);
    }

    @OnEvent({ ENTRY + "dup3", COMPAT + "dup3"})
    public final void duplicatesTo(long timestampNs, @Field("oldfd") long fd, @Field("flags") long flags) {
        remember(FileCall.DUP3, fd, 0, flags);
    }

    @OnEvent({ ENTRY + "fcntl", ENTRY + "fcntl64", COMPAT + "fcntl", COMPAT + "fcntl64"})
    public final void controls(long timestampNs, @Field("fd") long fd, @Field("cmd") long command,
            @Field("arg") long argument) {
        remember(FileCall.FCNTL, fd, command, argument);
    }

    @OnEvent({ ENTRY + "pipe2", COMPAT + "pipe2"})
    public final void pipes(long timestampNs, @Field("flags") long flags) {
        remember(FileCall.PIPE2, flags, 0, 0);
    }

    @OnEvent({ EXIT + "pipe", EXIT + "pipe2", COMPAT_EXIT + "pipe", COMPAT_EXIT + "pipe2"})
    public final void pipeMade(long timestampNs, @Field("ret") long ret,
            @Field(value = "fildes[0]", required = false) int first,
            @Field(value = "fildes[1]", required = false) int second) {
        pair(ret, first, second);
    }

    /** Where a tracer does not tell them, both are 0. */
    private void pair(long ret, int first, int second) {
        boolean told = ret >= 0 && first != second;
        tracker.pair(told ? first : NO_FD, told ? second : NO_FD);
    }

    @OnEvent(ENTRY + "socketpair")
    public final void pairsSockets(long timestampNs, @Field("type") long type) {
        remember(FileCall.SOCKETPAIR, 0, type, 0);
    }

    @OnEvent(EXIT + "socketpair")
    public final void socketsMade(long timestampNs, @Field("ret") long ret,
            @Field(value = "socket[0]", required = false) int first,
            @Field(value = "socket[1]", required = false) int second) {
        pair(ret, first, second);
    }

    @OnEvent({ ENTRY + "socket", COMPAT + "socket"})
    public final void makesSocket(long timestampNs, @Field("type") long type) {
        remember(FileCall.CREATE_SECOND, 0, type, 0);
    }

    @OnEvent({ ENTRY + "eventfd2", ENTRY + "timerfd_create", COMPAT + "eventfd2", COMPAT + "timerfd_create",
            ENTRY + "accept4", COMPAT + "accept4", ENTRY + "epoll_create1", ENTRY + "inotify_init1",
            COMPAT + "epoll_create1", COMPAT + "inotify_init1", ENTRY + "signalfd4", COMPAT + "signalfd4"})
    public final void makesDescriptor(long timestampNs, @Field("flags") long flags) {
        remember(FileCall.CREATE_FIRST, flags, 0, 0);
    }

    @OnEvent({ ENTRY + "memfd_create", COMPAT + "memfd_create"})
    public final void makesMemory(long timestampNs, @Field("flags") long flags) {
        remember(FileCall.CREATE_MEMORY, 0, flags, 0);
    }

    @OnEvent({ ENTRY + "clone", COMPAT + "clone"})
    public final void clones(long timestampNs, @Field(value = "flags", required = false) long flags,
            @Field(value = "clone_flags", required = false) long otherName) {
        remember(FileCall.CLONE, flags | otherName, 0, 0);
    }

    @OnEvent("sched_process_fork")
    public final void forked(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field(value = "parent_pid", required = false) int parentPid,
            @Field(value = "child_pid", required = false) int childPid,
            @Field(value = "child_tid", required = false) int child) {
        CallSlot slot = current(cpu, contextTid);
        CallClass call = slot.call();
        tracker.forked(tid(cpu, contextTid), child, childPid == parentPid && childPid != 0,
                call == null ? null : call.name(), slot.argument(), slot.isInitial() ? slot.initialPlace() : 0);
    }

    @OnEvent("sched_process_exec")
    public final void executed(long timestampNs, @Cpu int cpu, @Context(value = "tid", required = false) int contextTid,
            @Field(value = "tid", required = false) int tid, @Field(value = "old_tid", required = false) int oldTid) {
        int from = tid(cpu, contextTid);
        tracker.executed(from, tid == oldTid ? from : tid);
    }

    @OnEvent("sched_process_exit")
    public final void exited(long timestampNs, @Field(value = "tid", required = false) int tid) {
        tracker.exited(tid);
    }

    @OnEvent("lttng_statedump_start")
    public final void dumpBegins(long timestampNs) {
        tracker.dumpBegins();
    }

    @OnEvent("lttng_statedump_process_state")
    public final void task(long timestampNs, @Field(value = "tid", required = false) int tid,
            @Field(value = "pid", required = false) int pid,
            @Field(value = "file_table_address", required = false) long table) {
        tracker.task(tid, table != 0 ? table : pid);
    }

    @OnEvent("lttng_statedump_file_descriptor")
    public final void told(long timestampNs, @Field(value = "pid", required = false) int pid,
            @Field(value = "file_table_address", required = false) long table, @Field("fd") long fd,
            @Field(value = "flags", required = false) int flags, @Field("filename") Text name) {
        tracker.told(table != 0 ? table : pid, (int) fd, flags, name.toString());
    }
}
