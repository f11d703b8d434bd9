package io.gyre.ctf.layout;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layouts of a trace's data stream classes, made when they are first asked for. Thread-safe. */
public final class TraceLayout {
    private final TraceClass traceClass;
    private final Map<Long, StreamLayout> streams = new HashMap<>();

    public TraceLayout(TraceClass traceClass) {
        this.traceClass = traceClass;
    }

    public TraceClass traceClass() {
        return traceClass;
    }

    /** {@return the layout of the data stream class with an id, or null when there is none} */
    public synchronized @Nullable StreamLayout stream(long id) {
        DataStreamClass streamClass = traceClass.streams().get(id);
        return streamClass == null
                ? null
                : streams.computeIfAbsent(id, _ -> new StreamLayout(traceClass, streamClass));
    }

    /** {@return the layout of some data stream class: its packet header is that of all} */
    public @Nullable StreamLayout any() {
        return traceClass.streams().isEmpty() ? null : stream(traceClass.streams().keySet().iterator().next());
    }
}
