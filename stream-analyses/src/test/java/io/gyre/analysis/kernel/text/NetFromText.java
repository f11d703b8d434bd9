package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packets by interface, and what each thread that the context names has queued. */
public final class NetFromText {
    /** From queue to driver. */
    public final Map<String, List<Long>> waits = new TreeMap<>();
    /** Packets and bytes sent, packets and bytes received. */
    public final Map<String, List<Long>> packets = new TreeMap<>();
    public final Map<Integer, Long> queuedBytes = new TreeMap<>();
    private final Map<Long, Long> queued = new HashMap<>();

    public static NetFromText read(Path text) throws IOException {
        var found = new NetFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        switch (event.name()) {
            case "net_dev_queue" -> {
                queued.put(event.number("skbaddr"), event.ns());
                queuedBytes.merge(event.contextTid(), event.number("len"), Long::sum);
            }
            case "net_dev_xmit" -> {
                count(event, 0);
                Long sinceNs = queued.remove(event.number("skbaddr"));
                if (sinceNs != null) {
                    waits.computeIfAbsent(event.string("name"), any -> new ArrayList<>()).add(event.ns() - sinceNs);
                }
            }
            case "net_if_receive_skb" -> count(event, 2);
            default -> {
            }
        }
    }

    private void count(TextEvent event, int column) {
        List<Long> of = packets.computeIfAbsent(event.string("name"), any -> new ArrayList<>(List.of(0L, 0L, 0L, 0L)));
        of.set(column, of.get(column) + 1);
        of.set(column + 1, of.get(column + 1) + event.number("len"));
    }
}
