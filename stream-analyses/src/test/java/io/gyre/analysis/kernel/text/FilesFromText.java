package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What descriptors mean, event by event from the beginning, and what was moved through them, by thread and name. */
public final class FilesFromText {
    private static final String ENTRY = "syscall_entry_";
    private static final String EXIT = "syscall_exit_";
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int CLONE_FILES = 0x400;
    private static final Set<String> READS = Set.of("read", "pread64", "readv", "preadv", "recvfrom", "recvmsg");
    private static final Set<String> WRITES = Set.of("write", "pwrite64", "writev", "pwritev", "sendto", "sendmsg",
            "vmsplice");
    private static final Set<String> SYNCS = Set.of("fsync", "fdatasync", "syncfs", "sync_file_range");
    private static final Map<String, String> MADE = Map.of("socket", "socket", "accept", "socket", "accept4", "socket",
            "epoll_create", "epoll", "epoll_create1", "epoll", "eventfd2", "eventfd", "timerfd_create", "timerfd",
            "inotify_init", "inotify", "inotify_init1", "inotify", "signalfd4", "signalfd");

    /** By thread, what is done and the name: how long each call took. */
    public final Map<String, List<Long>> durations = new TreeMap<>();
    /** By the same: bytes. */
    public final Map<String, Long> bytes = new TreeMap<>();

    private final Map<Integer, Map<Long, Named>> tables = new HashMap<>();
    private final Map<Long, Map<Long, Named>> dumped = new HashMap<>();
    private final Map<Integer, Integer> first = new HashMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Set<Integer> switched = new HashSet<>();
    private final Map<Integer, TextEvent> open = new HashMap<>();

    private record Named(String name, boolean closes) {}

    public static FilesFromText read(Path text) throws IOException {
        var found = new FilesFromText();
        TextEvent.read(text, event -> {
            if (event.name().equals("sched_switch")) {
                found.first.putIfAbsent(event.cpu(), event.integer("prev_tid"));
            }
        });
        found.running.putAll(found.first);
        TextEvent.read(text, found::add);
        return found;
    }

    private Map<Long, Named> table(int tid) {
        return tables.computeIfAbsent(tid, any -> new HashMap<>());
    }

    /** Of what a CPU ran before its first switch nothing is known, although its thread will be. */
    private int user(TextEvent event, int tid) {
        return event.contextTid() >= 0 || switched.contains(event.cpu()) ? tid : ~event.cpu();
    }

    private void add(TextEvent event) {
        int tid = event.contextTid() >= 0 ? event.contextTid() : running.getOrDefault(event.cpu(), -1);
        int user = user(event, tid);
        switch (event.name()) {
            case "sched_switch" -> {
                running.put(event.cpu(), event.integer("next_tid"));
                switched.add(event.cpu());
            }
            case "sched_process_fork" -> fork(event, user, open.get(tid));
            case "sched_process_exec" -> {
                var kept = new HashMap<>(table(user));
                kept.values().removeIf(Named::closes);
                tables.remove(user);
                tables.put(event.integer("tid") == event.integer("old_tid") ? user : event.integer("tid"), kept);
            }
            case "sched_process_exit" -> tables.remove(event.integer("tid"));
            case "lttng_statedump_process_state" -> {
                long address = event.number("file_table_address");
                if (dumped.containsKey(address)) {
                    tables.put(event.integer("tid"), dumped.get(address));
                } else {
                    dumped.put(address, table(event.integer("tid")));
                }
            }
            case "lttng_statedump_file_descriptor" ->
                Objects.requireNonNull(dumped.get(event.number("file_table_address")))
                        .put(event.number("fd"), new Named(event.string("filename"), isClosing(octal(event))));
            default -> {
                if (event.name().startsWith(ENTRY)) {
                    open.put(tid, event);
                } else if (event.name().startsWith(EXIT)) {
                    exit(tid, user, event);
                }
            }
        }
    }

    private static long octal(TextEvent event) {
        return Long.parseLong(event.payload().replaceAll(".*\\bflags = ([0-7]+),.*", "$1"), 8);
    }

    private static boolean isClosing(long flags) {
        return (flags & O_CLOEXEC) != 0;
    }

    private void fork(TextEvent event, int parent, @Nullable TextEvent call) {
        boolean shares = (call != null && call.name().equals(ENTRY + "clone"))
                ? (call.number("flags") & CLONE_FILES) != 0
                : event.number("parent_pid") == event.number("child_pid");
        tables.put(event.integer("child_tid"), shares ? table(parent) : new HashMap<>(table(parent)));
    }

    private void exit(int tid, int user, TextEvent exit) {
        TextEvent entry = open.remove(tid);
        String call = exit.name().substring(EXIT.length());
        if (entry == null || call.equals("unknown") || !entry.name().equals(ENTRY + call)) {
            return;
        }
        long ret = exit.number("ret");
        long ns = exit.ns() - entry.ns();
        Map<Long, Named> table = table(user);
        if (READS.contains(call)) {
            moved(user, "read", entry.number("fd"), ns, ret);
        } else if (WRITES.contains(call)) {
            moved(user, "write", entry.number("fd"), ns, ret);
        } else if (SYNCS.contains(call)) {
            moved(user, "sync", entry.number("fd"), ns, 0);
        } else if (call.equals("splice")) {
            moved(user, "read", entry.number("fd_in"), ns, ret);
            moved(user, "write", entry.number("fd_out"), ns, ret);
        } else if (call.equals("close")) {
            table.remove(entry.number("fd"));
        } else if (ret >= 0) {
            changed(table, call, entry, exit, ret);
        }
    }

    private static void changed(Map<Long, Named> table, String call, TextEvent entry, TextEvent exit, long ret) {
        switch (call) {
            case "open" -> table.put(ret, new Named(entry.string("filename"), isClosing(entry.number("flags"))));
            case "openat" -> {
                String name = entry.string("filename");
                Named directory = table.get(entry.number("dfd"));
                if (name.isEmpty() && directory == null) {
                    table.remove(ret);
                    return;
                }
                table.put(ret, new Named(name.startsWith("/") || directory == null
                        ? name
                        : directory.name + "/" + name, isClosing(entry.number("flags"))));
            }
            case "dup", "dup2", "dup3" -> {
                long from = entry.number(call.equals("dup") ? "fildes" : "oldfd");
                if (from != ret) {
                    copy(table, from, ret, call.equals("dup3") && isClosing(entry.number("flags")));
                }
            }
            case "fcntl" -> {
                switch (entry.integer("cmd")) {
                    case 0 -> copy(table, entry.number("fd"), ret, false);
                    case 1030 -> copy(table, entry.number("fd"), ret, true);
                    case 2 -> table.computeIfPresent(entry.number("fd"),
                            (fd, named) -> new Named(named.name, (entry.number("arg") & 1) != 0));
                    default -> {
                    }
                }
            }
            case "pipe", "pipe2" -> {
                boolean closes = call.equals("pipe2") && isClosing(entry.number("flags"));
                table.put(exit.number("[0]"), new Named("pipe:" + exit.number("[0]"), closes));
                table.put(exit.number("[1]"), new Named("pipe:" + exit.number("[1]"), closes));
            }
            default -> {
                if (MADE.containsKey(call)) {
                    boolean closes = call.equals("socket")
                            ? isClosing(entry.number("type"))
                            : entry.payload().contains("flags = ") && isClosing(entry.number("flags"));
                    table.put(ret, new Named(MADE.get(call) + ":" + ret, closes));
                }
            }
        }
    }

    private static void copy(Map<Long, Named> table, long from, long to, boolean closes) {
        Named named = table.get(from);
        if (named == null) {
            table.remove(to);
        } else {
            table.put(to, new Named(named.name, closes));
        }
    }

    private void moved(int user, String what, long fd, long ns, long ret) {
        Named named = table(user).get(fd);
        int tid = user < 0 ? first.getOrDefault(~user, user) : user;
        String key = tid + " " + what + " " + (named == null ? "fd " + fd + " (unknown)" : named.name);
        durations.computeIfAbsent(key, any -> new ArrayList<>()).add(ns);
        bytes.merge(key, Math.max(0, ret), Long::sum);
    }

    /** {@return the files that are known by name} */
    public Set<String> named() {
        return durations.keySet().stream().filter(key -> !key.endsWith("(unknown)")).collect(Collectors.toSet());
    }
}
