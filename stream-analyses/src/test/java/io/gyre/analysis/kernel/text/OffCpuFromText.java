package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Time of each thread off the CPUs, from a text without lost events, up to the last event that can change the state of a CPU: waiting
 * for one, or blocked and in which system call.
 */
public final class OffCpuFromText {
    private static final Pattern STATES = Pattern
            .compile("(syscall|irq_handler|irq_softirq)_(entry|exit).*|sched_switch|sched_process_fork");

    /** By thread and {@code waiting}, or {@code blocked} and the system call; {@code ?} where none has been seen. */
    public final Map<String, Long> byThread = new TreeMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, String> callsOnCpu = new HashMap<>();
    private final Map<Integer, String> calls = new HashMap<>();
    private final Map<Integer, Long> blockedSince = new HashMap<>();
    private final Map<Integer, Long> waitsSince = new HashMap<>();
    private long lastNs;

    /** @param names of system calls that the text has only the number of, {@code #} before it */
    public static OffCpuFromText read(Path text, Map<String, String> names) throws IOException {
        var found = new OffCpuFromText();
        TextEvent.read(text, event -> found.add(event, names));
        found.blockedSince.forEach((tid, since) -> found.block(tid, found.lastNs - since));
        found.waitsSince.forEach((tid, since) -> found.count(tid + " waiting", found.lastNs - since));
        return found;
    }

    private void add(TextEvent event, Map<String, String> names) {
        String name = event.name();
        if (STATES.matcher(name).matches()) {
            lastNs = event.ns();
        }
        if (name.equals("syscall_entry_unknown")) {
            callsOnCpu.put(event.cpu(), names.getOrDefault("#" + event.number("id"), "#" + event.number("id")));
        } else if (name.startsWith("syscall_entry_")) {
            callsOnCpu.put(event.cpu(), name.substring("syscall_entry_".length()));
        } else if (name.startsWith("syscall_exit_")) {
            callsOnCpu.put(event.cpu(), "user mode");
        }
        switch (name) {
            case "sched_waking", "sched_wakeup", "sched_wakeup_new" -> wake(event.integer("tid"), event.ns());
            case "sched_process_fork" -> {
                calls.put(event.integer("child_tid"), callsOnCpu.getOrDefault(event.cpu(), "?"));
                waitsSince.put(event.integer("child_tid"), event.ns());
            }
            case "sched_switch" -> switched(event);
            default -> {
            }
        }
    }

    private void wake(int tid, long ns) {
        Long since = blockedSince.remove(tid);
        if (since != null) {
            block(tid, ns - since);
        }
        if (!running.containsValue(tid)) {
            waitsSince.putIfAbsent(tid, ns);
        }
    }

    private void switched(TextEvent event) {
        int from = event.integer("prev_tid");
        int to = event.integer("next_tid");
        if (from != 0) {
            calls.put(from, callsOnCpu.getOrDefault(event.cpu(), "?"));
            leave(from, event.number("prev_state"), event.ns());
        }
        running.put(event.cpu(), to);
        callsOnCpu.put(event.cpu(), calls.getOrDefault(to, "?"));
        Long blocked = blockedSince.remove(to);
        if (blocked != null) {
            block(to, event.ns() - blocked);
        }
        Long waits = waitsSince.remove(to);
        if (waits != null) {
            count(to + " waiting", event.ns() - waits);
        }
    }

    private void leave(int tid, long state, long ns) {
        waitsSince.remove(tid);
        boolean couldRunOn = state == 0 || state == 256;
        boolean died = state == 16 || state == 32;
        if (couldRunOn) {
            waitsSince.put(tid, ns);
        } else if (!died) {
            blockedSince.put(tid, ns);
        }
    }

    private void block(int tid, long ns) {
        count(tid + " blocked " + calls.getOrDefault(tid, "?"), ns);
    }

    private void count(String what, long ns) {
        if (ns > 0) {
            byThread.merge(what, ns, Long::sum);
        }
    }
}
