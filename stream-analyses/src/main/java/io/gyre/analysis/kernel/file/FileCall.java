package io.gyre.analysis.kernel.file;

import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.primitive.LongMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a system call does to descriptors. Arguments are those of the call in its order; what is needed of them at its exit is kept as one
 * number.
 */
public enum FileCall {
    READ, WRITE, SYNC, SENDFILE, SPLICE, TEE, OPEN, OPENAT, CREAT, CLOSE, CLOSE_RANGE, DUP, DUP3, FCNTL, PIPE, PIPE2, SOCKETPAIR, CREATE, CREATE_FIRST, CREATE_SECOND, CREATE_THIRD, CREATE_MEMORY, CREATE_CLOSING, CLONE;

    /** O_CLOEXEC, and what other calls name differently but give the same number. */
    static final int CLOSE_ON_EXEC = 0x8_0000;

    private static final int MFD_CLOEXEC = 1;
    private static final int CLOSE_RANGE_CLOEXEC = 4;
    private static final int CLONE_FILES = 0x400;
    private static final int F_DUPFD = 0;
    private static final int F_SETFD = 2;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int FD_CLOEXEC = 1;
    private static final int WORKING_DIRECTORY = -100;
    static final int NO_FD = -1;
    private static final int LARGEST_FD = Integer.MAX_VALUE;

    private static final int DUPLICATE = 1;
    private static final int DUPLICATE_CLOSING = 2;
    private static final int KEEP = 3;
    private static final int KEEP_CLOSING = 4;

    /** The variant of a {@code close_range} that closes later. */
    private static final String ON_EXEC = "on exec";

    private static final Map<String, FileCall> BY_NAME = new HashMap<>();
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("accept", "socket"),
            Map.entry("accept4", "socket"), Map.entry("epoll_create", "epoll"), Map.entry("epoll_create1", "epoll"),
            Map.entry("eventfd", "eventfd"), Map.entry("eventfd2", "eventfd"), Map.entry("inotify_init", "inotify"),
            Map.entry("inotify_init1", "inotify"), Map.entry("signalfd", "signalfd"),
            Map.entry("signalfd4", "signalfd"), Map.entry("open_by_handle_at", "file handle"),
            Map.entry("mq_open", "message queue"), Map.entry("fanotify_init", "fanotify"),
            Map.entry("userfaultfd", "userfaultfd"), Map.entry("socket", "socket"),
            Map.entry("timerfd_create", "timerfd"), Map.entry("memfd_create", "memfd"),
            Map.entry("pidfd_open", "pidfd"), Map.entry("io_uring_setup", "io_uring"));

    static {
        names(READ, "read readv pread64 preadv preadv2 recv recvfrom recvmsg");
        names(WRITE, "write writev pwrite64 pwritev pwritev2 send sendto sendmsg vmsplice");
        names(SYNC, "fsync fdatasync syncfs sync_file_range");
        names(SENDFILE, "sendfile sendfile64");
        names(SPLICE, "splice copy_file_range");
        names(TEE, "tee");
        names(OPEN, "open");
        names(OPENAT, "openat openat2");
        names(CREAT, "creat");
        names(CLOSE, "close");
        names(CLOSE_RANGE, "close_range");
        names(DUP, "dup dup2");
        names(DUP3, "dup3");
        names(FCNTL, "fcntl fcntl64");
        names(PIPE, "pipe");
        names(PIPE2, "pipe2");
        names(SOCKETPAIR, "socketpair");
        names(CREATE, "accept epoll_create eventfd inotify_init signalfd signalfd4");
        names(CREATE, "open_by_handle_at mq_open fanotify_init");
        names(CREATE_FIRST, "epoll_create1 inotify_init1 userfaultfd");
        names(CREATE_SECOND, "socket eventfd2 timerfd_create");
        names(CREATE_THIRD, "accept4");
        names(CREATE_MEMORY, "memfd_create");
        names(CREATE_CLOSING, "pidfd_open io_uring_setup");
        names(CLONE, "clone");
    }

    private static void names(FileCall call, String names) {
        for (String name : names.split(" ", -1)) {
            BY_NAME.put(name, call);
        }
    }

    /** {@return what a system call of this name does; null for one that has nothing to do with descriptors} */
    public static @Nullable FileCall of(String call) {
        return BY_NAME.get(plain(call));
    }

    private static String plain(String call) {
        return call.startsWith("compat_") ? call.substring("compat_".length()) : call;
    }

    /** {@return what has to be known of the call's arguments at its exit}; the flags of {@code accept4} count as its third. */
    public long argument(long first, long second, long third) {
        return switch (this) {
            case READ, WRITE, SYNC, CLOSE, DUP -> number(first, 0);
            case SENDFILE -> number(second, first);
            case SPLICE -> number(first, third);
            case TEE, CLOSE_RANGE -> number(first, second);
            case OPEN -> number(WORKING_DIRECTORY, second);
            case OPENAT, DUP3 -> number(first, third);
            case CREAT -> number(WORKING_DIRECTORY, 0);
            case FCNTL -> number(first, control((int) second, third));
            case PIPE, CREATE -> number(0, 0);
            case SOCKETPAIR, CREATE_SECOND -> number(0, second);
            case PIPE2, CREATE_FIRST -> number(0, first);
            case CREATE_THIRD -> number(0, third);
            case CREATE_MEMORY -> number(0, (second & MFD_CLOEXEC) != 0 ? CLOSE_ON_EXEC : 0);
            case CREATE_CLOSING -> number(0, CLOSE_ON_EXEC);
            case CLONE -> number(0, first & CLONE_FILES);
        };
    }

    /** {@return what kind of this call it is} */
    public String variant(long third) {
        return this == CLOSE_RANGE && (third & CLOSE_RANGE_CLOEXEC) != 0 ? ON_EXEC : "";
    }

    private static long number(long high, long low) {
        return LongMap.key((int) high, (int) low);
    }

    private static int control(int command, long argument) {
        return switch (command) {
            case F_DUPFD -> DUPLICATE;
            case F_DUPFD_CLOEXEC -> DUPLICATE_CLOSING;
            case F_SETFD -> (argument & FD_CLOEXEC) != 0 ? KEEP_CLOSING : KEEP;
            default -> 0;
        };
    }

    /** {@return whether a {@code clone} with this argument shares the table} */
    static boolean shares(long argument) {
        return ((int) argument & CLONE_FILES) != 0;
    }

    /** {@return whether the exit of this call, which returned {@code ret}, is worth keeping until its entry is known} */
    boolean counts(long ret) {
        return switch (this) {
            case READ, WRITE, SYNC, SENDFILE, SPLICE, TEE, OPEN, OPENAT, CREAT, CLOSE -> true;
            case CLONE -> false;
            case CLOSE_RANGE, DUP, DUP3, FCNTL, PIPE, PIPE2, SOCKETPAIR, CREATE, CREATE_FIRST,
                    CREATE_SECOND, CREATE_THIRD, CREATE_MEMORY, CREATE_CLOSING ->
                ret >= 0;
        };
    }

    boolean makesPair() {
        return this == PIPE || this == PIPE2 || this == SOCKETPAIR;
    }

    /** A call and its exit. */
    record Ended(String name, String variant, long argument, long fromNs, Change.Left exit) {
        private int high() {
            return (int) (argument >> 32);
        }

        private int low() {
            return (int) argument;
        }

        private boolean closesOnExec() {
            return (low() & CLOSE_ON_EXEC) != 0;
        }

        private int ret() {
            return (int) exit.ret();
        }
    }

    /** Tells a log what a call has done. */
    void apply(Ended call, LogSink log) {
        Change.Left exit = call.exit;
        int tid = exit.tid();
        switch (this) {
            case READ -> moveAll(call, Way.READ, log);
            case WRITE -> moveAll(call, Way.WRITE, log);
            case SYNC -> moveAll(call, Way.SYNC, log);
            case SENDFILE, SPLICE, TEE -> {
                move(call, call.high(), Way.READ, log);
                move(call, call.low(), Way.WRITE, log);
                took(call, call.high(), call.low(), "", log);
            }
            // whatever it returns but EBADF, the descriptor is gone
            case CLOSE -> {
                took(call, call.high(), NO_FD, "", log);
                log.change(new Change.Close(tid, call.high(), call.high(), false));
            }
            case OPEN, OPENAT, CREAT -> {
                took(call, NO_FD, NO_FD, call.variant, log);
                change(call, tid, log);
            }
            case CLOSE_RANGE, DUP, DUP3, FCNTL, PIPE, PIPE2, SOCKETPAIR, CREATE, CREATE_FIRST, CREATE_SECOND,
                    CREATE_THIRD, CREATE_MEMORY, CREATE_CLOSING, CLONE ->
                change(call, tid, log);
        }
    }

    private static void took(Ended call, int fd, int to, String file, LogSink log) {
        Change.Left exit = call.exit;
        if (log.takes(Math.max(0, exit.ns() - call.fromNs)) && (fd >= 0 || !file.isEmpty())) {
            log.took(fd, to, file, new LongCall(call.fromNs, exit.ns(), exit.tid(), call.name, exit.ret()));
        }
    }

    private void change(Ended call, int tid, LogSink log) {
        if (call.exit.ret() >= 0 && call.exit.ret() <= LARGEST_FD) {
            succeeded(call, tid, log);
        }
    }

    private void succeeded(Ended call, int tid, LogSink log) {
        int ret = call.ret();
        switch (this) {
            case OPEN, OPENAT, CREAT -> log
                    .change(new Change.Open(tid, ret, call.variant, call.high(), call.closesOnExec()));
            case CLOSE_RANGE -> log.change(new Change.Close(tid, call.high(), call.low() < 0 ? LARGEST_FD : call.low(),
                    call.variant.equals(ON_EXEC)));
            case DUP, DUP3 -> log.change(new Change.Duplicate(tid, call.high(), ret, call.closesOnExec()));
            case FCNTL -> {
                switch (call.low()) {
                    case DUPLICATE, DUPLICATE_CLOSING -> log.change(new Change.Duplicate(tid, call.high(), ret,
                            call.low() == DUPLICATE_CLOSING));
                    case KEEP, KEEP_CLOSING -> log
                            .change(new Change.CloseOnExec(tid, call.high(), call.low() == KEEP_CLOSING));
                    default -> {
                    }
                }
            }
            case PIPE, PIPE2, SOCKETPAIR -> {
                String label = this == SOCKETPAIR ? "socket" : "pipe";
                made(call, tid, label, call.exit.first(), log);
                made(call, tid, label, call.exit.second(), log);
            }
            case CREATE, CREATE_FIRST, CREATE_SECOND, CREATE_THIRD, CREATE_MEMORY, CREATE_CLOSING -> made(call, tid,
                    LABELS.getOrDefault(plain(call.name), plain(call.name)), ret, log);
            case READ, WRITE, SYNC, SENDFILE, SPLICE, TEE, CLOSE, CLONE -> {
            }
        }
    }

    private static void made(Ended call, int tid, String label, int fd, LogSink log) {
        if (fd >= 0) {
            log.change(new Change.Open(tid, fd, label + ":" + fd, WORKING_DIRECTORY, call.closesOnExec()));
        }
    }

    private static void moveAll(Ended call, Way way, LogSink log) {
        move(call, call.high(), way, log);
        took(call, call.high(), NO_FD, "", log);
    }

    private static void move(Ended call, int fd, Way way, LogSink log) {
        long ret = call.exit.ret();
        log.moved(call.exit.tid(), fd, way, Math.max(0, call.exit.ns() - call.fromNs),
                way == Way.SYNC ? 0 : Math.max(0, ret), ret < 0);
    }
}
