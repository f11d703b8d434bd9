package io.gyre.chunk.inspect;

import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.TimeRange;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads all events of a session line and counts; fields are passed over. */
public final class Inspection {
    private Inspection() {}

    /** Whether every packet is listed, or counted alone. */
    public enum Packets {
        COUNTED, LISTED
    }

    /** {@return what a line holds}; what is damaged in it is told there. */
    public static LineSummary of(SessionLine line, Packets packets) throws IOException, CtfException {
        var damages = new ArrayList<String>();
        List<StreamInput> inputs = ChunkStreams.open(line, (_, damage) -> damages.add(describe(damage)));
        var tallies = new IdentityHashMap<StreamInfo, StreamTally>();
        for (StreamInput input : inputs) {
            tallies.put(input.info(), new StreamTally(input.info(), packets));
        }
        var counter = new EventCounter(tallies);
        try (EventReader events = EventReader.dynamic(inputs, counter, counter, TimeRange.ALL,
                (_, damage) -> damages.add(describe(damage)))) {
            events.runUntil(Long.MAX_VALUE);
        }
        Map<String, List<StreamSummary>> byTrace = new LinkedHashMap<>();
        for (StreamInput input : inputs) {
            byTrace.computeIfAbsent(input.info().tracePath(), _ -> new ArrayList<>())
                    .add(Objects.requireNonNull(tallies.get(input.info())).summary());
        }
        var traces = new ArrayList<TraceSummary>();
        byTrace.forEach((path, streams) -> traces.add(new TraceSummary(path, largest(streams), streams)));
        return new LineSummary(line, traces, IndexHealth.of(line), damages);
    }

    /** Metadata grows from chunk to chunk, and the streams of a trace may end in different ones. */
    private static TraceClass largest(List<StreamSummary> streams) {
        TraceClass largest = streams.getFirst().stream().traceClass();
        for (StreamSummary stream : streams) {
            TraceClass traceClass = stream.stream().traceClass();
            largest = eventClasses(traceClass) > eventClasses(largest) ? traceClass : largest;
        }
        return largest;
    }

    private static int eventClasses(TraceClass traceClass) {
        return traceClass.streams().values().stream().mapToInt(stream -> stream.events().size()).sum();
    }

    private static String describe(CtfException damage) {
        return damage.getMessage() + " (code " + damage.code() + ")";
    }
}
