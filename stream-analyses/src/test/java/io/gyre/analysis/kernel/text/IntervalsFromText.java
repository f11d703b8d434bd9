package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What CPUs and threads did from when to when, from a text without lost events whose events have the context {@code tid}: who is on a CPU is
 * taken from that, not from the switches. From the first switch of each CPU to the last event that can change a state. A row is
 * {@code begin end state [in] [sleep]}, and is more of the one before when that ends where it begins and says the same.
 */
public final class IntervalsFromText {
    private static final Pattern STATES = Pattern
            .compile("(syscall|irq_handler|irq_softirq)_(entry|exit).*|sched_switch|sched_process_fork");
    private static final List<String> SOFT_IRQS = List.of("HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL",
            "TASKLET", "SCHED", "HRTIMER", "RCU");
    private static final Map<Long, String> SLEEPS = Map.of(1L, "interruptible", 2L, "uninterruptible", 4L, "stopped",
            8L, "stopped", 128L, "idle", 1026L, "idle");

    /** By CPU; {@code tid} before each state but idle. */
    public final Map<Integer, List<String>> byCpu = new TreeMap<>();
    /** By thread; the CPU before each state that it has on one. */
    public final Map<Integer, List<String>> byThread = new TreeMap<>();
    private final Map<String, String> names;
    private final Map<Integer, String> doing = new HashMap<>();
    private final Map<Integer, Long> lastNs = new HashMap<>();
    private final Map<Integer, Integer> lastTid = new HashMap<>();
    private final Set<Integer> switched = new HashSet<>();
    private final Map<Integer, String> irqs = new HashMap<>();
    private final Map<Integer, String> softIrqs = new HashMap<>();
    private final Map<Integer, Long> offSince = new HashMap<>();
    private final Map<Integer, String> offState = new HashMap<>();
    private long endNs;

    private IntervalsFromText(Map<String, String> names) {
        this.names = names;
    }

    /** @param names of system calls that the text has only the number of, {@code #} before it */
    public static IntervalsFromText read(Path text, Map<String, String> names) throws IOException {
        var found = new IntervalsFromText(names);
        TextEvent.read(text, found::add);
        found.switched.forEach(cpu -> found.ran(cpu, found.lastTid.getOrDefault(cpu, 0), found.endNs));
        new ArrayList<>(found.offSince.keySet()).forEach(tid -> found.off(tid, found.endNs));
        return found;
    }

    private void add(TextEvent event) {
        String name = event.name();
        if (name.equals("sched_waking") || name.startsWith("sched_wakeup")) {
            wake(event.integer("tid"), event.ns());
        }
        if (!STATES.matcher(name).matches()) {
            return;
        }
        int cpu = event.cpu();
        int tid = event.contextTid();
        endNs = event.ns();
        ran(cpu, tid, event.ns());
        lastNs.put(cpu, event.ns());
        lastTid.put(cpu, tid);
        if (name.equals("syscall_entry_unknown")) {
            doing.put(tid, "system call " + names.get("#" + event.number("id")));
        } else if (name.startsWith("syscall_entry_")) {
            doing.put(tid, "system call " + name.substring("syscall_entry_".length()));
        } else if (name.startsWith("syscall_exit_")) {
            doing.put(tid, "user");
        }
        switch (name) {
            case "irq_handler_entry" ->
                irqs.put(cpu, "irq " + event.number("irq") + " " + event.string("name"));
            case "irq_handler_exit" -> irqs.remove(cpu);
            case "irq_softirq_entry" ->
                softIrqs.put(cpu, "soft irq " + SOFT_IRQS.get(event.integer("vec")));
            case "irq_softirq_exit" -> softIrqs.remove(cpu);
            case "sched_process_fork" -> {
                int child = event.integer("child_tid");
                doing.put(child, doing.getOrDefault(tid, "other"));
                offSince.put(child, event.ns());
                offState.put(child, "waiting");
            }
            case "sched_switch" -> switchThreads(event);
            default -> {
            }
        }
    }

    /** The thread has been on the CPU since the event before. */
    private void ran(int cpu, int tid, long ns) {
        if (!switched.contains(cpu)) {
            return;
        }
        String does = tid == 0 ? "idle" : doing.getOrDefault(tid, "other");
        String ofThread = does;
        if (irqs.containsKey(cpu)) {
            does = "irq " + irqs.get(cpu);
            ofThread = "interrupted " + irqs.get(cpu);
        } else if (softIrqs.containsKey(cpu)) {
            does = "soft irq " + softIrqs.get(cpu);
            ofThread = "interrupted " + softIrqs.get(cpu);
        }
        long fromNs = lastNs.getOrDefault(cpu, ns);
        put(byCpu, cpu, fromNs, ns, tid == 0 ? does : tid + " " + does);
        if (tid != 0) {
            put(byThread, tid, fromNs, ns, cpu + " " + ofThread);
        }
    }

    private void switchThreads(TextEvent event) {
        int from = event.integer("prev_tid");
        int to = event.integer("next_tid");
        long state = event.number("prev_state");
        if (from != 0) {
            boolean died = state == 16 || state == 32;
            String call = doing.getOrDefault(from, "?").replace("system call ", "").replace("user", "user mode");
            offSince.put(from, event.ns());
            offState.put(from,
                    state == 0 || state == 256
                            ? "waiting"
                            : died ? "" : "blocked " + call + " " + SLEEPS.getOrDefault(state, "other"));
        }
        off(to, event.ns());
        switched.add(event.cpu());
        lastTid.put(event.cpu(), to);
    }

    private void wake(int tid, long ns) {
        boolean runs = switched.stream().anyMatch(cpu -> lastTid.getOrDefault(cpu, 0) == tid);
        String was = offState.getOrDefault(tid, "");
        if (was.startsWith("blocked") || (!runs && !offSince.containsKey(tid))) {
            off(tid, ns);
            offSince.put(tid, ns);
            offState.put(tid, "waiting");
        }
    }

    private void off(int tid, long ns) {
        Long since = offSince.remove(tid);
        String state = offState.remove(tid);
        if (since != null && state != null && !state.isEmpty()) {
            put(byThread, tid, since, ns, state);
        }
    }

    private static void put(Map<Integer, List<String>> rows, int of, long fromNs, long toNs, String what) {
        if (toNs > fromNs) {
            add(rows.computeIfAbsent(of, any -> new ArrayList<>()), fromNs, toNs, what);
        }
    }

    /** Adds a row, or makes the last one longer. */
    public static void add(List<String> rows, long fromNs, long toNs, String what) {
        if (!rows.isEmpty()) {
            String[] last = rows.getLast().split(" ", 3);
            if (last[1].equals(Long.toString(fromNs)) && last[2].equals(what)) {
                rows.set(rows.size() - 1, last[0] + " " + toNs + " " + what);
                return;
            }
        }
        rows.add(fromNs + " " + toNs + " " + what);
    }
}
