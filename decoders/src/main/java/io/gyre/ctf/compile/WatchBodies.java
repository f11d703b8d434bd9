package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.bind.EventShape;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Hands events to the watches of handlers, after their methods. */
final class WatchBodies {
    private WatchBodies() {}

    /** What the generated code of a reader depends on. */
    private record Key(Object methods, List<Watched> watches) {}

    private record Watched(Selection selection, EventShape shape, Class<?> visitor) {}

    /** {@return the bodies with the watches after them} */
    static Function<EventRecordClass, EventBody> after(Function<EventRecordClass, EventBody> bodies,
            StreamLayout layout, List<Watch> watches) {
        if (watches.isEmpty()) {
            return bodies;
        }
        return eventClass -> {
            var wanting = new ArrayList<EventBody>();
            for (Watch watch : watches) {
                if (watch.shape().fits(layout.traceClass(), eventClass)
                        && !(watch.selection().of(layout.event(eventClass)) instanceof Selection.None)) {
                    wanting.add(FilterBodies.select(layout, watch.selection(),
                            VisitorBodies.bodies(layout, watch.visitor())).apply(eventClass));
                }
            }
            EventBody methods = bodies.apply(eventClass);
            return wanting.isEmpty() ? methods : new WatchedBody(methods, wanting.toArray(EventBody[]::new));
        };
    }

    /** {@return the loops of readers with these watches} */
    static DirectLoops loops(StreamLayout layout, DirectLoops withoutWatches, Object methods, List<Watch> watches) {
        if (watches.isEmpty()) {
            return withoutWatches;
        }
        var key = new Key(methods, watches.stream()
                .map(watch -> new Watched(watch.selection(), watch.shape(), watch.visitor().getClass())).toList());
        return layout.attachment(key, DirectLoops.class, () -> new DirectLoops(layout));
    }

    /** Watches that do not match are none of the reader's count of events delivered. */
    private static final class WatchedBody extends EventBody {
        private final EventBody methods;
        private final EventBody[] watches;

        WatchedBody(EventBody methods, EventBody[] watches) {
            this.methods = methods;
            this.watches = watches;
        }

        @Override
        public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
                throws DataStreamException {
            long end = methods.read(cursor, buffer, start, position, clock);
            long delivered = cursor.delivered();
            for (EventBody watch : watches) {
                watch.read(cursor, buffer, start, position, clock);
            }
            cursor.addDelivered(delivered - cursor.delivered());
            return end;
        }
    }
}
