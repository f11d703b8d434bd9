package io.gyre.analysis.kernel.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Interrupts: {@code hard}, {@code soft} or {@code raised}, and the number. */
public final class IrqFromText {
    public final Map<String, List<Long>> spans = new TreeMap<>();
    private final Map<String, Long> begun = new HashMap<>();

    public static IrqFromText read(Path text) throws IOException {
        var found = new IrqFromText();
        TextEvent.read(text, found::add);
        return found;
    }

    private void add(TextEvent event) {
        switch (event.name()) {
            case "irq_handler_entry" -> begun.put(place("hard", "irq", event), event.ns());
            case "irq_handler_exit" -> end("hard", "irq", event);
            case "irq_softirq_raise" -> begun.putIfAbsent(place("raised", "vec", event), event.ns());
            case "irq_softirq_entry" -> {
                end("raised", "vec", event);
                begun.put(place("soft", "vec", event), event.ns());
            }
            case "irq_softirq_exit" -> end("soft", "vec", event);
            default -> {
            }
        }
    }

    private static String place(String kind, String number, TextEvent event) {
        return kind + " " + event.number(number) + " " + event.cpu();
    }

    private void end(String kind, String number, TextEvent event) {
        Long from = begun.remove(place(kind, number, event));
        if (from != null) {
            spans.computeIfAbsent(kind + " " + event.number(number), any -> new ArrayList<>()).add(event.ns() - from);
        }
    }
}
