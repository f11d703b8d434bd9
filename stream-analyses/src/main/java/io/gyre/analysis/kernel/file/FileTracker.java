package io.gyre.analysis.kernel.file;

import io.gyre.analysis.kernel.call.LongCall;
import org.jspecify.annotations.Nullable;

/** Keeps the log of one slice. A fold tells it of calls that were left, of threads and of state dumps. */
public final class FileTracker {
    private FileLogTally log = new FileLogTally();
    private Change.@Nullable Left waiting;
    private FileCall.@Nullable Ended ended;

    /** A call is about to be told: what the last one has left is of no use any more. */
    private void begin() {
        waiting = null;
        ended = null;
    }

    /**
     * A call was left whose entry is in this slice.
     *
     * @param argument as {@link FileCall#argument} made it
     */
    public void left(FileCall call, String name, String variant, long argument, long fromNs, long toNs, int tid,
            long ret) {
        begin();
        switch (call) {
            case READ -> moved(Way.READ, name, argument, fromNs, toNs, tid, ret);
            case WRITE -> moved(Way.WRITE, name, argument, fromNs, toNs, tid, ret);
            default -> {
                var exit = new Change.Left(0, name, toNs, tid, ret, -1, -1);
                var one = new FileCall.Ended(name, variant, argument, fromNs, exit);
                if (call.makesPair()) {
                    ended = one;
                } else {
                    call.apply(one, log);
                }
            }
        }
    }

    /** Without an object for each of the most frequent calls. */
    private void moved(Way way, String name, long argument, long fromNs, long toNs, int tid, long ret) {
        int fd = (int) (argument >> 32);
        long ns = Math.max(0, toNs - fromNs);
        log.moved(tid, fd, way, ns, Math.max(0, ret), ret < 0);
        if (fd >= 0 && log.takes(ns)) {
            log.took(fd, FileCall.NO_FD, "", new LongCall(fromNs, toNs, tid, name, ret));
        }
    }

    /** A call was left whose entry is in the stretch before, which has it in this place. */
    public void left(FileCall call, String name, long place, long ns, int tid, long ret) {
        begin();
        if (call.counts(ret)) {
            var exit = new Change.Left(place, name, ns, tid, ret, -1, -1);
            if (call.makesPair()) {
                waiting = exit;
            } else {
                log.change(exit);
            }
        }
    }

    /** The call that was left last has made two descriptors. */
    public void pair(int first, int second) {
        FileCall.Ended inSlice = ended;
        if (inSlice != null) {
            Change.Left exit = inSlice.exit();
            var whole = new FileCall.Ended(inSlice.name(), inSlice.variant(), inSlice.argument(), inSlice.fromNs(),
                    with(exit, first, second));
            FileCall call = FileCall.of(inSlice.name());
            if (call != null) {
                call.apply(whole, log);
            }
        }
        Change.Left before = waiting;
        if (before != null) {
            log.change(with(before, first, second));
        }
        begin();
    }

    private static Change.Left with(Change.Left exit, int first, int second) {
        return new Change.Left(exit.place(), exit.call(), exit.ns(), exit.tid(), exit.ret(), first, second);
    }

    /**
     * A thread begins.
     *
     * @param sameProcess whether it is of its parent's process
     * @param call that its parent is in; null when none is known
     * @param place where that call lies when it was entered in the stretch before; else 0
     */
    public void forked(int parent, int child, boolean sameProcess, @Nullable String call, long argument, long place) {
        boolean isClone = call != null && FileCall.of(call) == FileCall.CLONE;
        boolean shares = isClone ? FileCall.shares(argument) : sameProcess;
        log.change(new Change.Fork(parent, child, new Change.Share(shares, place)));
    }

    public void executed(int from, int to) {
        log.change(new Change.Exec(from, to));
    }

    public void exited(int tid) {
        log.change(new Change.Exit(tid));
    }

    public void dumpBegins() {
        log.change(new Change.Dump());
    }

    public void task(int tid, long table) {
        log.change(new Change.Task(tid, table));
    }

    /** @param flags as of {@code open} */
    public void told(long table, int fd, int flags, String name) {
        log.change(new Change.Told(table, fd, name, (flags & FileCall.CLOSE_ON_EXEC) != 0));
    }

    /** {@return the slice, and forgets it} */
    public Files cut() {
        var cut = new Files(log.log(), Files.NONE.uses(), FileUse.NONE, Files.NONE.longest(), null);
        log = new FileLogTally();
        begin();
        return cut;
    }
}
