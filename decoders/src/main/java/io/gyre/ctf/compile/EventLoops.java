package io.gyre.ctf.compile;

import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import java.util.function.Function;

/** Loops over events whose headers are read by generated code, for those who read what follows in their own way. */
public final class EventLoops {
    private EventLoops() {}

    /**
     * {@return a loop that reads each event's header and hands the rest to a body}
     *
     * @param bodies makes the body of an event class; called once for each, when its first event is met
     */
    public static EventLoop of(StreamLayout layout, Function<EventRecordClass, EventBody> bodies) {
        return of(layout, Selection.ALL, bodies);
    }

    /** {@return the same for the events selected} */
    public static EventLoop of(StreamLayout layout, Selection selection,
            Function<EventRecordClass, EventBody> bodies) {
        CompiledLoop loop = LoopWriter.of(layout);
        loop.start(layout.streamClass().events(), FilterBodies.select(layout, selection, bodies));
        return loop;
    }

    /** {@return what makes bodies that hand all fields to a visitor} */
    public static Function<EventRecordClass, EventBody> visiting(StreamLayout layout, FieldVisitor visitor) {
        return VisitorBodies.bodies(layout, visitor);
    }
}
