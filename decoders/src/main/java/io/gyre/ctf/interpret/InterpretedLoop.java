package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.Set;

/** Reads events by walking their layouts. */
public final class InterpretedLoop extends EventLoop {
    private final StreamLayout layout;
    private final FieldVisitor visitor;
    private final FieldVisitor bodyVisitor;
    private final Set<Scope> scopes;
    private final ClockScale scale;
    private final EventTest test;

    public InterpretedLoop(StreamLayout layout, FieldVisitor visitor) {
        this(layout, visitor, EventTest.ALL);
    }

    /** @param test says which events are delivered */
    public InterpretedLoop(StreamLayout layout, FieldVisitor visitor, EventTest test) {
        this.test = test;
        this.layout = layout;
        this.visitor = visitor;
        this.scopes = visitor.scopes();
        this.bodyVisitor = new ScopeFilter(visitor, scopes);
        this.scale = layout.clockScale();
    }

    @Override
    public void run(PacketCursor cursor, long first, long span) throws DataStreamException {
        while (cursor.inPacket()) {
            long start = cursor.position();
            EventHeader header = EventHeader.read(layout, cursor);
            if (Long.compareUnsigned(header.clock() - first, span) > 0) {
                cursor.stopBefore(start, cursor.clock(), header.clock(), 0);
                return;
            }
            EventRecordClass eventClass = layout.streamClass().events().get(header.id());
            if (eventClass == null) {
                throw cursor.unknownEventClass(start, header.id());
            }
            long passed = test.passOver(cursor, eventClass, header.position());
            long next = passed >= 0 ? passed : event(cursor, eventClass, start, header.position(), header.clock());
            if (next == start) {
                throw cursor.emptyEvent(start);
            }
            if (Long.compareUnsigned(header.clock(), cursor.clock()) < 0) {
                cursor.timeGoesBack(start, cursor.clock(), header.clock());
            }
            cursor.stopAtEnd(next, header.clock(), passed >= 0 ? 0 : 1);
        }
    }

    /**
     * {@return the position after an event that is read and delivered}
     *
     * @param start position of its header
     * @param body position after its header
     */
    public long event(PacketCursor cursor, EventRecordClass eventClass, long start, long body, long clock)
            throws DataStreamException {
        visitor.beginEvent(cursor.stream(), cursor.header(), eventClass, clock, scale.toNanos(clock));
        try {
            visitAhead(layout, scopes, cursor, start, visitor);
            EventLayout event = layout.event(eventClass);
            long next = Interpreter.walk(event.instructions(), event.slotCount(), cursor, body, bodyVisitor,
                    RoleSink.NONE);
            visitor.endEvent();
            return next;
        } catch (DataStreamException e) {
            visitor.abortEvent();
            throw e;
        }
    }

    /** Visits those of some scopes that lie ahead of an event's body. */
    public static void visitAhead(StreamLayout layout, Set<Scope> scopes, PacketCursor cursor, long start,
            FieldVisitor visitor) throws DataStreamException {
        int slots = layout.sharedSlotCount();
        if (scopes.contains(Scope.PACKET_HEADER)) {
            Interpreter.walk(layout.packetHeader(), slots, cursor, cursor.start(), visitor, RoleSink.NONE);
        }
        if (scopes.contains(Scope.PACKET_CONTEXT)) {
            long context = Interpreter.walk(layout.packetHeader(), slots, cursor, cursor.start(),
                    new SilentVisitor(), RoleSink.NONE);
            Interpreter.walk(layout.packetContext(), slots, cursor, context, visitor, RoleSink.NONE);
        }
        if (scopes.contains(Scope.EVENT_RECORD_HEADER)) {
            Interpreter.walk(layout.eventHeader(), slots, cursor, start, visitor, RoleSink.NONE);
        }
    }
}
