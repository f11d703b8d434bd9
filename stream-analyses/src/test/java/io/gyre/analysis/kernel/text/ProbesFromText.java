package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Hits of probes as babeltrace2's text tells them, thread by thread, without cuts; of recordings whose context has {@code pid} and {@code tid}. */
public final class ProbesFromText {
    private static final Pattern POINT = Pattern.compile("ip = 0x[0-9A-F]+");
    private static final Pattern FUNCTION = Pattern.compile("ip = 0x[0-9A-F]+, parent_ip = 0x[0-9A-F]+");

    /** By probe and process. */
    public final Map<String, Long> hits = new TreeMap<>();
    public final Map<String, List<Long>> intervals = new TreeMap<>();
    /** By function and process. */
    public final Map<String, List<Long>> calls = new TreeMap<>();
    /** By both probes. */
    public final Map<String, List<Long>> steps = new TreeMap<>();
    private final Map<String, Long> lastOfProbe = new HashMap<>();
    private final Map<Integer, TextEvent> last = new HashMap<>();
    private final Map<String, Deque<Long>> open = new HashMap<>();

    public static ProbesFromText read(Path text) throws IOException {
        var found = new ProbesFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        if (event.name().equals("sched_process_exit")) {
            int tid = event.integer("tid");
            last.remove(tid);
            lastOfProbe.keySet().removeIf(key -> key.startsWith(tid + " "));
            open.keySet().removeIf(key -> key.startsWith(tid + " "));
        }
        boolean isFunction = FUNCTION.matcher(event.payload()).matches();
        if (!isFunction && !POINT.matcher(event.payload()).matches()) {
            return;
        }
        int tid = event.contextTid();
        String process = event.name() + " " + event.contextNumber("pid");
        hits.merge(process, 1L, Long::sum);
        Long before = lastOfProbe.put(tid + " " + event.name(), event.ns());
        if (before != null) {
            put(intervals, process, event.ns() - before);
        }
        TextEvent previous = last.put(tid, event);
        if (previous != null && !previous.name().equals(event.name())) {
            put(steps, previous.name() + " " + event.name(), event.ns() - previous.ns());
        }
        if (isFunction) {
            String name = event.name().replaceFirst("_(entry|exit)$", "");
            Deque<Long> entries = open.computeIfAbsent(tid + " " + name, _ -> new ArrayDeque<>());
            if (event.name().endsWith("_entry")) {
                entries.push(event.ns());
            } else if (!entries.isEmpty()) {
                put(calls, name + " " + event.contextNumber("pid"), event.ns() - entries.pop());
            }
        }
    }

    private static void put(Map<String, List<Long>> durations, String key, long ns) {
        durations.computeIfAbsent(key, _ -> new ArrayList<>()).add(ns);
    }
}
