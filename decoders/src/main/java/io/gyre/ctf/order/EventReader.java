package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.column.ColumnBatches;
import io.gyre.ctf.column.ColumnVisitor;
import io.gyre.ctf.compile.ColumnBodies;
import io.gyre.ctf.compile.HandlerSet;
import io.gyre.ctf.compile.VisitorBodies;
import io.gyre.ctf.filter.InterpretedFilter;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Merges data streams by time and delivers their events.
 *
 * <p>Events of one stream keep the order of their file. Events of several streams come by time; at the same time in the order of
 * trace UUID, trace name, data stream class id, data stream id, and then of the inputs, as babeltrace2's muxer has it. Not
 * thread-safe.
 */
public final class EventReader implements Closeable {
    private final List<StreamHead> streams;
    private final List<StreamInput> unread;
    private final HeadQueue queue;
    private boolean started;

    /** @param unread inputs of which nothing is wanted */
    private EventReader(List<StreamHead> streams, List<StreamInput> unread) {
        this.streams = streams;
        this.unread = unread;
        this.queue = new HeadQueue(streams);
    }

    /**
     * {@return a reader that calls the annotated methods of some objects}, each with what it asks for.
     *
     * @throws BindException when a method asks for what an event of these traces has not
     */
    public static EventReader handlers(List<StreamInput> inputs, List<?> handlers, Damage damage) {
        return handlers(inputs, handlers, Selection.ALL, damage);
    }

    /**
     * {@return a reader that calls the annotated methods of some objects for the events selected}
     *
     * @throws BindException when a method asks for what an event of these traces has not
     */
    public static EventReader handlers(List<StreamInput> inputs, List<?> handlers, Selection selection,
            Damage damage) {
        HandlerSet set = HandlerSet.of(handlers);
        return reader(inputs, selection, damage,
                new Listeners(set::packetOpened, StreamListener.NONE, TimeRange.ALL),
                layout -> set.compiled(layout, selection));
    }

    /** {@return a reader that hands all fields to a visitor} */
    public static EventReader dynamic(List<StreamInput> inputs, FieldVisitor visitor, Damage damage) {
        return dynamic(inputs, visitor, Selection.ALL, damage);
    }

    /** {@return a reader that hands all fields of the events selected to a visitor} */
    public static EventReader dynamic(List<StreamInput> inputs, FieldVisitor visitor, Selection selection,
            Damage damage) {
        return reader(inputs, selection, damage, Listeners.NONE,
                layout -> VisitorBodies.loop(layout, visitor, selection));
    }

    /** {@return a reader that puts the events selected into columns}; what is left in them in the end is the caller's to flush. */
    public static EventReader columns(List<StreamInput> inputs, ColumnBatches batches, Selection selection,
            Damage damage) {
        return reader(inputs, selection, damage, Listeners.NONE,
                layout -> ColumnBodies.loop(layout, batches, selection));
    }

    /** {@return a reader that puts the events selected into columns by walking the layout} */
    public static EventReader interpretedColumns(List<StreamInput> inputs, ColumnBatches batches,
            Selection selection, Damage damage) {
        return reader(inputs, selection, damage, Listeners.NONE, layout -> new InterpretedLoop(layout,
                new ColumnVisitor(layout, batches), InterpretedFilter.of(layout, selection)));
    }

    /**
     * {@return a reader that hands all fields to a visitor, and tells a listener of what lies around the events}
     *
     * @param range packets outside of it are not read; end there with {@link #runUntil}
     */
    public static EventReader dynamic(List<StreamInput> inputs, FieldVisitor visitor, StreamListener listener,
            TimeRange range, Damage damage) {
        return dynamic(inputs, visitor, Selection.ALL, listener, range, damage);
    }

    /** {@return the same for the events selected} */
    public static EventReader dynamic(List<StreamInput> inputs, FieldVisitor visitor, Selection selection,
            StreamListener listener, TimeRange range, Damage damage) {
        return loops(inputs, layout -> VisitorBodies.loop(layout, visitor, selection), selection, listener, range,
                damage);
    }

    /** {@return the same for a way of reading of one's own}, given what makes a loop for each data stream class. */
    public static EventReader loops(List<StreamInput> inputs, Function<StreamLayout, EventLoop> loopOf,
            StreamListener listener, TimeRange range, Damage damage) {
        return loops(inputs, loopOf, Selection.ALL, listener, range, damage);
    }

    /** {@return the same for the events selected}, which the loops have to heed; streams without any are not read. */
    public static EventReader loops(List<StreamInput> inputs, Function<StreamLayout, EventLoop> loopOf,
            Selection selection, StreamListener listener, TimeRange range, Damage damage) {
        return reader(within(inputs, range), selection, damage,
                new Listeners(PacketListener.NONE, listener, range), loopOf);
    }

    private static List<StreamInput> within(List<StreamInput> inputs, TimeRange range) {
        return inputs.stream().map(input -> new StreamInput(input.info(), input.packets(),
                Math.max(input.afterNs(), range.afterNs()), input.origin())).toList();
    }

    /**
     * {@return a reader that hands all fields to a visitor by walking the layout}; several times slower than a compiled one, and
     * right whenever that is.
     */
    public static EventReader interpreted(List<StreamInput> inputs, FieldVisitor visitor, Damage damage) {
        return interpreted(inputs, visitor, Selection.ALL, damage);
    }

    /** {@return a reader that hands all fields of the events selected to a visitor by walking the layout} */
    public static EventReader interpreted(List<StreamInput> inputs, FieldVisitor visitor, Selection selection,
            Damage damage) {
        return reader(inputs, selection, damage, Listeners.NONE,
                layout -> new InterpretedLoop(layout, visitor, InterpretedFilter.of(layout, selection)));
    }

    private static EventReader reader(List<StreamInput> inputs, Selection selection, Damage damage,
            Listeners listeners, Function<StreamLayout, EventLoop> loopOf) {
        var heads = new ArrayList<StreamHead>();
        var unread = new ArrayList<StreamInput>();
        var loops = new IdentityHashMap<StreamLayout, EventLoop>();
        for (StreamInput input : StreamOrder.sort(inputs)) {
            StreamLayout layout = TraceLayout.of(input.info().traceClass())
                    .streamOf(input.info().dataStreamClass());
            if (selection.wants(input.info(), layout)) {
                EventLoop loop = loops.computeIfAbsent(layout, loopOf);
                heads.add(new StreamHead(input, layout, loop, listeners, damage, heads.size()));
            } else if (!listeners.packets().equals(PacketListener.NONE)) {
                heads.add(new StreamHead(input, layout, PacketEnd.LOOP, listeners, damage, heads.size()));
            } else {
                unread.add(input);
            }
        }
        return new EventReader(heads, unread);
    }

    /**
     * Delivers every event up to and including a time, in time order.
     *
     * @return how many
     * @throws CtfException what the damage callback throws
     */
    public long runUntil(long limitNs) throws IOException, CtfException {
        start();
        long delivered = 0;
        while (!queue.isEmpty() && queue.first().timeNs() <= limitNs) {
            StreamHead head = queue.first();
            delivered += head.run(queue.turnOfFirst(limitNs));
            queue.update();
        }
        return delivered;
    }

    /** {@return the time before which no event comes, or empty when there is no packet}; ask before anything is read. */
    public OptionalLong beginNs() throws IOException, CtfException {
        start();
        return queue.isEmpty() ? OptionalLong.empty() : OptionalLong.of(queue.first().timeNs());
    }

    /** {@return whether there is another event} */
    public boolean hasNext() throws IOException, CtfException {
        start();
        while (!queue.isEmpty() && !queue.first().isKnown()) {
            queue.first().find();
            queue.update();
        }
        return !queue.isEmpty();
    }

    /** {@return the time of the next event, or {@link Long#MAX_VALUE} at the end} */
    public long nextTimestampNs() throws IOException, CtfException {
        return hasNext() ? queue.first().timeNs() : Long.MAX_VALUE;
    }

    /**
     * Ends reading at a time up to which all has been read, and tells the listener that the streams, and the packets that are open, end then, as
     * babeltrace2's {@code utils.trimmer} has it; the reader is at its end then.
     */
    public void cut(long ns) throws IOException, CtfException {
        start();
        for (StreamHead stream : streams) {
            stream.cut(ns);
        }
        queue.clear();
    }

    /**
     * Announces all packets of {@link StreamInput.Origin#OWN} streams that have not been announced, without their events; the
     * reader is at its end then. For a chunk whose last packets hold nothing but what belongs to the next window.
     */
    public void announceRest() throws IOException, CtfException {
        start();
        for (StreamHead stream : streams) {
            stream.announceRest();
        }
        queue.clear();
    }

    private void start() throws IOException, CtfException {
        if (!started) {
            started = true;
            for (StreamHead stream : streams) {
                stream.nextPacket();
            }
            queue.fill();
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (StreamHead stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        for (StreamInput input : unread) {
            try {
                input.packets().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
