package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The loop over a packet's events. A generated subclass reads their headers. */
public abstract class CompiledLoop extends EventLoop {
    /** Larger ids are looked up in a map. */
    private static final int DENSE_LIMIT = 1 << 16;

    private @Nullable EventBody[] dense = new EventBody[64];
    private int[] counts = new int[64];
    private long met;
    private Map<Long, EventBody> sparse = new HashMap<>();
    private Map<Long, EventRecordClass> classes = Map.of();
    private @Nullable Function<EventRecordClass, EventBody> bodies;

    /** @param makeBody called once for each event class, when its first event is met */
    final void start(Map<Long, EventRecordClass> eventClasses, Function<EventRecordClass, EventBody> makeBody) {
        this.classes = eventClasses;
        this.bodies = makeBody;
    }

    /** Knows what another loop over the same events has come to know. */
    final void goOnFrom(CompiledLoop other) {
        dense = other.dense;
        counts = other.counts;
        sparse = other.sparse;
        classes = other.classes;
        bodies = other.bodies;
    }

    /** {@return how many events have been {@link #countedBody counted}} */
    final long met() {
        return met;
    }

    final EventCounts counts() {
        return new EventCounts(dense, counts);
    }

    /** {@return the reader of events of a class}, for generated code. */
    protected final EventBody body(PacketCursor cursor, long start, long id) throws DataStreamException {
        @Nullable
        EventBody[] table = dense;
        if (id >= 0 && id < table.length) {
            EventBody body = table[(int) id];
            if (body != null) {
                return body;
            }
        }
        return rareBody(cursor, start, id);
    }

    /** {@return the same}; notes that the event class has been met. */
    protected final EventBody countedBody(PacketCursor cursor, long start, long id) throws DataStreamException {
        EventBody body = body(cursor, start, id);
        if (id >= 0 && id < counts.length) {
            counts[(int) id]++;
        }
        met++;
        return body;
    }

    private EventBody rareBody(PacketCursor cursor, long start, long id) throws DataStreamException {
        EventBody known = sparse.get(id);
        if (known != null) {
            return known;
        }
        EventRecordClass eventClass = classes.get(id);
        if (eventClass == null) {
            throw cursor.unknownEventClass(start, id);
        }
        EventBody body = Objects.requireNonNull(bodies).apply(eventClass);
        if (id < 0 || id >= DENSE_LIMIT) {
            sparse.put(id, body);
            return body;
        }
        if (id >= dense.length) {
            dense = Arrays.copyOf(dense, Math.min(DENSE_LIMIT, Integer.highestOneBit((int) id) * 2));
            counts = Arrays.copyOf(counts, dense.length);
        }
        dense[(int) id] = body;
        return body;
    }
}
