package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Waits for futexes by thread and address. Without a {@code tid} in the context, the switches tell who runs. */
public final class FutexFromText {
    /** FUTEX_WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2 of linux/futex.h. */
    private static final Set<Integer> WAITS = Set.of(0, 6, 9, 11, 13);

    public final Map<String, List<Long>> waits = new TreeMap<>();
    /** What calls that wake returned. */
    public final Map<String, Long> woken = new TreeMap<>();
    /** By thread, address and waker: how many waits returned 0 after the thread was woken. */
    public final Map<String, Long> wakings = new TreeMap<>();
    private final Map<Integer, Integer> lastWaker = new HashMap<>();
    /** By address and time. */
    private final Map<Long, TreeMap<Long, Integer>> changes = new TreeMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, TextEvent> open = new HashMap<>();

    public static FutexFromText read(Path text) throws IOException {
        var found = new FutexFromText();
        TextEvent.read(text, found::guessFirst);
        TextEvent.read(text, found::add);
        return found;
    }

    /** A CPU runs from the beginning what its first switch takes off. */
    private void guessFirst(TextEvent event) {
        if (event.name().equals("sched_switch")) {
            running.putIfAbsent(event.cpu(), event.integer("prev_tid"));
        }
    }

    private void add(TextEvent event) {
        int tid = event.contextTid() >= 0 ? event.contextTid() : running.getOrDefault(event.cpu(), -1);
        switch (event.name()) {
            case "sched_switch" -> running.put(event.cpu(), event.integer("next_tid"));
            case "syscall_entry_futex" -> {
                lastWaker.remove(tid);
                TextEvent lost = open.put(tid, event);
                if (lost != null) {
                    change(lost, event.ns(), -1);
                }
                change(event, event.ns(), 1);
            }
            case "sched_waking" -> {
                int woken = event.integer("tid");
                if (event.contextTid() >= 0 || !running.containsValue(woken)) {
                    lastWaker.put(woken, tid);
                }
            }
            case "syscall_exit_futex" -> exit(tid, event);
            default -> {
            }
        }
    }

    private void change(TextEvent entry, long ns, int by) {
        if (WAITS.contains(entry.integer("op") & 127)) {
            changes.computeIfAbsent(entry.number("uaddr"), any -> new TreeMap<>()).merge(ns, by, Integer::sum);
        }
    }

    /** {@return by address: the most that waited at once} */
    public Map<Long, Integer> peaks() {
        var peaks = new TreeMap<Long, Integer>();
        changes.forEach((address, times) -> {
            int now = 0;
            int most = 0;
            for (int change : times.values()) {
                now += change;
                most = Math.max(most, now);
            }
            if (most > 0) {
                peaks.put(address, most);
            }
        });
        return peaks;
    }

    private void exit(int tid, TextEvent exit) {
        TextEvent entry = open.remove(tid);
        if (entry != null) {
            change(entry, exit.ns(), -1);
            String key = tid + " " + entry.number("uaddr");
            if (WAITS.contains(entry.integer("op") & 127)) {
                waits.computeIfAbsent(key, any -> new ArrayList<>()).add(exit.ns() - entry.ns());
                Integer by = lastWaker.get(tid);
                if (by != null && exit.number("ret") == 0) {
                    wakings.merge(key + " " + by, 1L, Long::sum);
                }
            } else {
                woken.merge(key, Math.max(0, exit.number("ret")), Long::sum);
            }
        }
    }
}
