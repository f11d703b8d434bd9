package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Waits for a CPU, one by one, by thread and by priority. */
public final class SchedFromText {
    /** Every single wait. */
    public final Map<Integer, List<Long>> byThread = new TreeMap<>();
    public final Map<Integer, List<Long>> byPriority = new TreeMap<>();
    /** In the order of the switches: wake-up, switch, thread, CPU and priority. */
    public final List<String> all = new ArrayList<>();
    /** The thread in the context of the event that began each of them. */
    public final List<Integer> wakers = new ArrayList<>();
    /** What switches call each thread. */
    public final Map<Integer, Set<String>> names = new TreeMap<>();
    private final Map<Integer, TextEvent> woken = new HashMap<>();
    private final Map<Integer, TextEvent> waking = new HashMap<>();

    public static SchedFromText read(Path text) throws IOException {
        var found = new SchedFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        switch (event.name()) {
            case "sched_wakeup", "sched_wakeup_new" -> woken.putIfAbsent(event.integer("tid"), event);
            case "sched_waking" -> waking.putIfAbsent(event.integer("tid"), event);
            case "sched_switch" -> {
                int off = event.integer("prev_tid");
                woken.remove(off);
                waking.remove(off);
                int on = event.integer("next_tid");
                names.computeIfAbsent(off, any -> new TreeSet<>()).add(event.string("prev_comm"));
                names.computeIfAbsent(on, any -> new TreeSet<>()).add(event.string("next_comm"));
                TextEvent first = waking.remove(on);
                TextEvent from = woken.containsKey(on) ? woken.remove(on) : first;
                if (from != null && on != 0) {
                    ended(from, event, on, event.integer("next_prio"));
                }
            }
            default -> {
            }
        }
    }

    private void ended(TextEvent from, TextEvent to, int tid, int priority) {
        long ns = to.ns() - from.ns();
        byThread.computeIfAbsent(tid, any -> new ArrayList<>()).add(ns);
        byPriority.computeIfAbsent(priority, any -> new ArrayList<>()).add(ns);
        all.add(from.ns() + " " + to.ns() + " " + tid + " " + to.cpu() + " " + priority);
        wakers.add(from.contextTid());
    }
}
