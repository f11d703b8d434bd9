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

/** Input and output: calls that name their thread in the context, block requests, packets. */
public final class IoFromText {
    /** What the calls of each name took. */
    public final Map<String, List<Long>> calls = new TreeMap<>();
    public final Map<String, Long> bytes = new TreeMap<>();
    /** {@code read} and {@code write}, and the device's number. */
    public final Map<String, List<Long>> requests = new TreeMap<>();
    public final Map<String, Long> sectors = new TreeMap<>();
    /** By interface: packets and bytes sent and received. */
    public final Map<String, List<Long>> traffic = new TreeMap<>();
    /** By thread, what it read and wrote by {@code read} and {@code write} alone. */
    public final Map<Integer, Long> readBytes = new TreeMap<>();
    private final Map<Integer, TextEvent> open = new HashMap<>();
    private final Map<String, Deque<Long>> issued = new HashMap<>();

    public static IoFromText read(Path text) throws IOException {
        var found = new IoFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        if (event.name().startsWith("syscall_entry_")) {
            open.put(event.contextTid(), event);
        } else if (event.name().startsWith("syscall_exit_")) {
            exit(event);
        }
        switch (event.name()) {
            case "block_rq_issue" ->
                issued.computeIfAbsent(sector(event), any -> new ArrayDeque<>()).push(event.ns());
            case "block_rq_complete" -> complete(event);
            case "net_dev_xmit" -> packet(event, 0);
            case "net_if_receive_skb" -> packet(event, 2);
            default -> {
            }
        }
    }

    private void exit(TextEvent event) {
        TextEvent entry = open.remove(event.contextTid());
        String call = event.name().substring("syscall_exit_".length());
        if (entry != null && entry.name().equals("syscall_entry_" + call)) {
            calls.computeIfAbsent(call, any -> new ArrayList<>()).add(event.ns() - entry.ns());
            long ret = Math.max(0, event.number("ret"));
            bytes.merge(call, ret, Long::sum);
            if (call.equals("read")) {
                readBytes.merge(event.contextTid(), ret, Long::sum);
            }
        }
    }

    private static String sector(TextEvent event) {
        return event.number("dev") + " " + event.number("sector");
    }

    private void complete(TextEvent event) {
        Deque<Long> waiting = issued.get(sector(event));
        if (waiting != null && !waiting.isEmpty()) {
            String key = ((event.number("rwbs") & 0x101) != 0 ? "write " : "read ") + event.number("dev");
            requests.computeIfAbsent(key, any -> new ArrayList<>()).add(event.ns() - waiting.pop());
            sectors.merge(key, event.number("nr_sector"), Long::sum);
        }
    }

    private void packet(TextEvent event, int column) {
        List<Long> of = traffic.computeIfAbsent(event.string("name"), any -> new ArrayList<>(List.of(0L, 0L, 0L, 0L)));
        of.set(column, of.get(column) + 1);
        of.set(column + 1, of.get(column + 1) + event.number("len"));
    }
}
