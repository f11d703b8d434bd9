package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** System calls by name, and by thread and name. Without a {@code tid} in the context, the switches tell who runs. */
public final class SyscallsFromText {
    private static final String ENTRY = "syscall_entry_";
    private static final String EXIT = "syscall_exit_";
    /** The last is rt_sigreturn. */
    private static final Set<String> NO_NUMBERS = Set.of("mmap", "mremap", "brk", "shmat", "#15");

    public final Map<String, List<Long>> byCall = new TreeMap<>();
    /** By name, of those calls that are known by number alone. */
    public final Map<String, List<Long>> byNumber = new TreeMap<>();
    public final Map<String, List<Long>> byThread = new TreeMap<>();
    public final Map<String, Long> errors = new TreeMap<>();
    /** What calls returned that is neither an error nor an address. */
    public final Map<String, List<Long>> returned = new TreeMap<>();
    public final Map<String, List<Long>> returnedToThread = new TreeMap<>();
    public final Map<String, Long> entries = new TreeMap<>();
    public final Map<String, Long> exits = new TreeMap<>();
    /** By command. */
    public final Map<Long, List<Long>> membarriers = new TreeMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, TextEvent> open = new HashMap<>();

    public static SyscallsFromText read(Path text) throws IOException {
        var found = new SyscallsFromText();
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
        if (event.name().equals("sched_switch")) {
            running.put(event.cpu(), event.integer("next_tid"));
        } else if (event.name().startsWith(ENTRY)) {
            entries.merge(call(event), 1L, Long::sum);
            open.put(tid, event);
        } else if (event.name().startsWith(EXIT)) {
            exits.merge(call(event), 1L, Long::sum);
            TextEvent entry = open.remove(tid);
            if (entry != null && call(entry).equals(call(event))) {
                met(tid, entry, event);
            }
        }
    }

    /** {@return the name, or {@code #} and the number} */
    private static String call(TextEvent event) {
        String name = event.name().replace(ENTRY, "").replace(EXIT, "");
        return name.equals("unknown") ? "#" + event.number("id") : name;
    }

    private void met(int tid, TextEvent entry, TextEvent exit) {
        String call = call(entry);
        long ns = exit.ns() - entry.ns();
        (call.startsWith("#") ? byNumber : byCall).computeIfAbsent(call, any -> new ArrayList<>()).add(ns);
        byThread.computeIfAbsent(tid + " " + call, any -> new ArrayList<>()).add(ns);
        long ret = exit.number("ret");
        if (ret < 0 && ret > -4096) {
            errors.merge(call + " " + -ret, 1L, Long::sum);
        }
        if (ret >= 0 && !NO_NUMBERS.contains(call)) {
            returned.computeIfAbsent(call, any -> new ArrayList<>()).add(ret);
            returnedToThread.computeIfAbsent(tid + " " + call, any -> new ArrayList<>()).add(ret);
        }
        if (call.equals("#324")) {
            membarriers.computeIfAbsent(entry.number("[0]"), any -> new ArrayList<>()).add(ns);
        }
    }
}
