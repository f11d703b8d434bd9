package io.gyre.ctf.text.details;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.StreamNumbers;
import io.gyre.ctf.text.TextOptions.TraceNaming;
import io.gyre.ctf.text.TraceIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The traces that some streams make up: those of one UUID are one. Numbers them as they are met. */
public final class TraceWords {
    private final Map<TraceIdentity.Key, List<StreamInfo>> streams = new HashMap<>();
    private final Map<TraceIdentity.Key, Integer> numbers = new HashMap<>();
    private final Set<TraceIdentity.Key> known = new HashSet<>();
    private final StreamNumbers streamNumbers = new StreamNumbers();
    private final TraceNaming naming;

    public TraceWords(List<StreamInfo> all, TraceNaming naming) {
        this.naming = naming;
        for (StreamInfo stream : all) {
            streams.computeIfAbsent(TraceIdentity.key(stream), _ -> new ArrayList<>()).add(stream);
            streamNumbers.of(stream);
        }
    }

    /** {@return whether nothing has been written of a stream's trace}; from now on something has. */
    boolean isNew(StreamInfo stream) {
        return known.add(TraceIdentity.key(stream));
    }

    int number(StreamInfo stream) {
        return numbers.computeIfAbsent(TraceIdentity.key(stream), _ -> numbers.size());
    }

    long streamNumber(StreamInfo stream) {
        return streamNumbers.of(stream);
    }

    private List<StreamInfo> streamsOf(StreamInfo one) {
        return streams.getOrDefault(TraceIdentity.key(one), List.of(one));
    }

    /** {@return the trace class with the most event classes: metadata grows} */
    TraceClass traceClass(StreamInfo stream) {
        return streamsOf(stream).stream().map(StreamInfo::traceClass)
                .max(Comparator.comparingLong(TraceWords::eventClasses)).orElse(stream.traceClass());
    }

    private static long eventClasses(TraceClass traceClass) {
        return traceClass.streams().values().stream().mapToLong(of -> of.events().size()).sum();
    }

    private static String entry(String key, Object value) {
        String words = value instanceof Long number ? NumberWords.signed(number) : value.toString();
        return key + ":" + (words.isEmpty() ? "" : " " + words);
    }

    /** Writes name, identity, environment and streams of a stream's trace. */
    void write(StreamInfo stream, Blocks blocks, Set<Shown> shown) {
        TraceClass trace = traceClass(stream);
        String name = shown.contains(Shown.TRACE_NAME) ? naming.nameOf(stream) : null;
        var identity = new ArrayList<String>();
        String namespace = TraceIdentity.namespace(trace);
        if (namespace != null) {
            identity.add("Namespace `" + namespace + "`");
        }
        String uid = TraceIdentity.uid(trace);
        if (uid != null && shown.contains(Shown.UID)) {
            identity.add("UID `" + uid + "`");
        }
        blocks.line("Trace" + (name == null ? "" : " `" + name + "`")
                + (identity.isEmpty() ? "" : " (" + String.join(", ", identity) + ")") + ":").in();
        int entries = trace.environment().size();
        if (entries > 0) {
            blocks.line("Environment (" + entries + (entries == 1 ? " entry" : " entries") + "):").in();
            new TreeMap<>(trace.environment()).forEach((key, value) -> blocks.line(entry(key, value)));
            blocks.out();
        }
        streamsOf(stream).stream()
                .sorted(Comparator.comparing(this::streamNumber, Long::compareUnsigned)
                        .thenComparing(of -> of.dataStreamClass().id(), Long::compareUnsigned))
                .forEach(of -> blocks.line("Stream (ID " + NumberWords.unsigned(streamNumber(of)) + ", Class ID "
                        + NumberWords.unsigned(of.dataStreamClass().id()) + ")"));
        blocks.out();
    }
}
