package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Time of each CPU and of each thread on one by state, from a text without lost events; from the first switch of each CPU to
 * the last event that can change a state.
 */
public final class StatesFromText {
    private static final Pattern STATES = Pattern
            .compile("(syscall|irq_handler|irq_softirq)_(entry|exit).*|sched_switch|sched_process_fork");
    /** By CPU and state. */
    public final Map<String, Long> byCpu = new TreeMap<>();
    /** By thread and state. */
    public final Map<String, Long> byThread = new TreeMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, String> modes = new HashMap<>();
    private final Map<Integer, String> modesBeforeSwitch = new HashMap<>();
    private final Map<Integer, Long> since = new HashMap<>();
    private final Set<Integer> inIrq = new HashSet<>();
    private final Set<Integer> inSoftIrq = new HashSet<>();
    private long lastNs;
    private final Map<Integer, Map<String, Long>> sinceSwitch = new HashMap<>();

    public static StatesFromText read(Path text) throws IOException {
        var found = new StatesFromText();
        TextEvent.read(text, found::add);
        found.running.forEach((cpu, tid) -> {
            found.sums(cpu).merge(found.state(cpu), found.lastNs - found.since.getOrDefault(cpu, 0L),
                    Long::sum);
            found.count(cpu, tid);
        });
        return found;
    }

    private void add(TextEvent event) {
        if (!STATES.matcher(event.name()).matches()) {
            return;
        }
        lastNs = event.ns();
        int cpu = event.cpu();
        String name = event.name();
        if (running.containsKey(cpu)) {
            long ns = event.ns() - since.getOrDefault(cpu, event.ns());
            sums(cpu).merge(state(cpu), ns, Long::sum);
        }
        since.put(cpu, event.ns());
        if (name.startsWith("syscall_entry_")) {
            mode(cpu, "call");
        } else if (name.startsWith("syscall_exit_")) {
            mode(cpu, "user");
        }
        switch (name) {
            case "irq_handler_entry" -> inIrq.add(cpu);
            case "irq_handler_exit" -> inIrq.remove(cpu);
            case "irq_softirq_entry" -> inSoftIrq.add(cpu);
            case "irq_softirq_exit" -> inSoftIrq.remove(cpu);
            case "sched_process_fork" -> modes.put(event.integer("child_tid"), mode(cpu));
            case "sched_switch" -> switched(cpu, event.integer("prev_tid"), event.integer("next_tid"));
            default -> {
            }
        }
    }

    private void switched(int cpu, int from, int to) {
        if (!running.containsKey(cpu)) {
            if (modesBeforeSwitch.containsKey(cpu)) {
                modes.put(from, modesBeforeSwitch.get(cpu));
            }
        } else {
            count(cpu, from);
        }
        running.put(cpu, to);
        sinceSwitch.put(cpu, new HashMap<>());
    }

    private Map<String, Long> sums(int cpu) {
        return Objects.requireNonNull(sinceSwitch.get(cpu));
    }

    private void count(int cpu, int tid) {
        sums(cpu).forEach((state, ns) -> {
            if (ns > 0) {
                byCpu.merge(cpu + " " + state, ns, Long::sum);
            }
            if (ns > 0 && tid != 0) {
                byThread.merge(tid + " " + state, ns, Long::sum);
            }
        });
    }

    private void mode(int cpu, String mode) {
        if (running.containsKey(cpu)) {
            modes.put(running.get(cpu), mode);
        } else {
            modesBeforeSwitch.put(cpu, mode);
        }
    }

    private String mode(int cpu) {
        return running.containsKey(cpu)
                ? modes.getOrDefault(running.get(cpu), "other")
                : modesBeforeSwitch.getOrDefault(cpu, "other");
    }

    private String state(int cpu) {
        if (inIrq.contains(cpu)) {
            return "irq";
        }
        if (inSoftIrq.contains(cpu)) {
            return "soft_irq";
        }
        return running.getOrDefault(cpu, -1) == 0 ? "idle" : mode(cpu);
    }
}
