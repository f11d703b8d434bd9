package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packets by interface, and what each thread that the context names has queued. */
public final class NetFromText {
    /** From queue to driver. */
    public final Map<String, List<Long>> waits = new TreeMap<>();
    /** Packets and bytes sent, packets and bytes received. */
    public final Map<String, List<Long>> packets = new TreeMap<>();
    /** By interface and protocol: packets and bytes queued, packets and bytes received. */
    public final Map<String, List<Long>> protocols = new TreeMap<>();
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
                protocol(event, 0);
                queuedBytes.merge(event.contextTid(), event.number("len"), Long::sum);
            }
            case "net_dev_xmit" -> {
                count(event, 0);
                Long sinceNs = queued.remove(event.number("skbaddr"));
                if (sinceNs != null) {
                    waits.computeIfAbsent(event.string("name"), any -> new ArrayList<>()).add(event.ns() - sinceNs);
                }
            }
            case "net_if_receive_skb" -> {
                count(event, 2);
                protocol(event, 2);
            }
            default -> {
            }
        }
    }

    /** In the text an enumeration's label stands before its number. */
    private void protocol(TextEvent event, int column) {
        Matcher label = Pattern.compile("(?:protocol|nexthdr) = \\( \"_(\\w+)\"").matcher(event.payload());
        if (label.find()) {
            String protocol = label.group(1).equals("unknown") ? "other" : label.group(1);
            add(protocols, event.string("name") + " " + protocol, column, event.number("len"));
        }
    }

    private void count(TextEvent event, int column) {
        add(packets, event.string("name"), column, event.number("len"));
    }

    private static void add(Map<String, List<Long>> sums, String key, int column, long bytes) {
        List<Long> of = sums.computeIfAbsent(key, any -> new ArrayList<>(List.of(0L, 0L, 0L, 0L)));
        of.set(column, of.get(column) + 1);
        of.set(column + 1, of.get(column + 1) + bytes);
    }
}
