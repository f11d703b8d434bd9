package io.gyre.ctf.layout;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The layouts of a trace's data stream classes, made when they are first asked for. Thread-safe. */
public final class TraceLayout {
    private static final int KEPT = 32;
    private static final Map<Key, TraceLayout> RECENT = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TraceLayout> eldest) {
            return size() > KEPT;
        }
    };

    private final TraceClass traceClass;
    private final Map<Long, StreamLayout> streams = new HashMap<>();

    private TraceLayout(TraceClass traceClass) {
        this.traceClass = traceClass;
    }

    /** {@return the layout of a trace class}; the same one for equal classes, as long as it is among those last used. */
    public static TraceLayout of(TraceClass traceClass) {
        synchronized (RECENT) {
            return RECENT.computeIfAbsent(new Key(traceClass), _ -> new TraceLayout(traceClass));
        }
    }

    /** Hashes what tells traces apart; hashing all event classes takes milliseconds. */
    private record Key(TraceClass traceClass) {
        @Override
        public int hashCode() {
            return Objects.hash(traceClass.uuid(), traceClass.environment(), traceClass.streams().keySet());
        }
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

    /** {@return the layout of one of the trace's data stream classes} */
    public StreamLayout streamOf(DataStreamClass streamClass) {
        StreamLayout layout = stream(streamClass.id());
        if (layout == null || !layout.streamClass().equals(streamClass)) {
            throw new IllegalArgumentException("the data stream class " + streamClass.id() + " is not of this trace");
        }
        return layout;
    }

    /** {@return the layout of some data stream class: its packet header is that of all} */
    public @Nullable StreamLayout any() {
        return traceClass.streams().isEmpty() ? null : stream(traceClass.streams().keySet().iterator().next());
    }
}
