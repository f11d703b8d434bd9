package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Waits for a CPU by thread and by priority. */
public final class SchedFromText {
    /** Every single wait. */
    public final Map<Integer, List<Long>> byThread = new TreeMap<>();
    public final Map<Integer, List<Long>> byPriority = new TreeMap<>();
    private final Map<Integer, Long> woken = new HashMap<>();
    private final Map<Integer, Long> waking = new HashMap<>();

    public static SchedFromText read(Path text) throws IOException {
        var found = new SchedFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        switch (event.name()) {
            case "sched_wakeup", "sched_wakeup_new" -> woken.putIfAbsent(event.integer("tid"), event.ns());
            case "sched_waking" -> waking.putIfAbsent(event.integer("tid"), event.ns());
            case "sched_switch" -> {
                int off = event.integer("prev_tid");
                woken.remove(off);
                waking.remove(off);
                int on = event.integer("next_tid");
                Long first = waking.remove(on);
                Long from = woken.containsKey(on) ? woken.remove(on) : first;
                if (from != null && on != 0) {
                    byThread.computeIfAbsent(on, any -> new ArrayList<>()).add(event.ns() - from);
                    byPriority.computeIfAbsent(event.integer("next_prio"), any -> new ArrayList<>())
                            .add(event.ns() - from);
                }
            }
            default -> {
            }
        }
    }
}
