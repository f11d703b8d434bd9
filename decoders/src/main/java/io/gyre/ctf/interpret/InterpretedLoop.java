package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.ScopeLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.ClockRule;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads events by walking their layouts. */
public final class InterpretedLoop extends EventLoop {
    private final StreamLayout layout;
    private final FieldVisitor visitor;
    private final FieldVisitor bodyVisitor;
    private final Set<Scope> scopes;
    private final ClockScale scale;

    public InterpretedLoop(StreamLayout layout, FieldVisitor visitor) {
        this.layout = layout;
        this.visitor = visitor;
        this.scopes = visitor.scopes();
        this.bodyVisitor = new ScopeFilter(visitor, scopes);
        this.scale = new ClockScale(layout.streamClass().defaultClock());
    }

    @Override
    public void run(PacketCursor cursor, long first, long span) throws DataStreamException {
        while (cursor.inPacket()) {
            long start = cursor.position();
            var header = new Header(cursor.clock(), layout.eventIdIfNone());
            long body = walk(layout.eventHeader(), cursor, start, new SilentVisitor(), header);
            if (Long.compareUnsigned(header.clock - first, span) > 0) {
                cursor.stopBefore(start, cursor.clock(), header.clock, 0);
                return;
            }
            EventRecordClass eventClass = eventClass(header.id);
            if (eventClass == null) {
                throw cursor.unknownEventClass(start, header.id);
            }
            long next = event(cursor, eventClass, start, body, header.clock);
            if (next == start) {
                throw cursor.emptyEvent(start);
            }
            cursor.stopAtEnd(next, header.clock, 1);
        }
    }

    /** Finds the clock's value of the event that the cursor stands before, and leaves it there. */
    public static void peek(StreamLayout layout, PacketCursor cursor) throws DataStreamException {
        var header = new Header(cursor.clock(), 0);
        if (layout.eventHeader() != null) {
            Interpreter.walk(layout.eventHeader(), layout.sharedSlotCount(), cursor, cursor.position(),
                    new SilentVisitor(), header);
        }
        cursor.stopBefore(cursor.position(), cursor.clock(), header.clock, 0);
    }

    private @Nullable EventRecordClass eventClass(long id) {
        return layout.streamClass().events().get(id);
    }

    private long event(PacketCursor cursor, EventRecordClass eventClass, long start, long body, long clock)
            throws DataStreamException {
        visitor.beginEvent(cursor.stream(), cursor.header(), eventClass, clock, scale.toNanos(clock));
        try {
            if (scopes.contains(Scope.PACKET_HEADER)) {
                walk(layout.packetHeader(), cursor, cursor.start(), visitor, RoleSink.NONE);
            }
            if (scopes.contains(Scope.PACKET_CONTEXT)) {
                long context = walk(layout.packetHeader(), cursor, cursor.start(), new SilentVisitor(), RoleSink.NONE);
                walk(layout.packetContext(), cursor, context, visitor, RoleSink.NONE);
            }
            if (scopes.contains(Scope.EVENT_RECORD_HEADER)) {
                walk(layout.eventHeader(), cursor, start, visitor, RoleSink.NONE);
            }
            EventLayout event = layout.event(eventClass);
            long next = Interpreter.walk(event.instructions(), event.slotCount(), cursor, body,
                    bodyVisitor, RoleSink.NONE);
            visitor.endEvent();
            return next;
        } catch (DataStreamException e) {
            visitor.abortEvent();
            throw e;
        }
    }

    private long walk(@Nullable ScopeLayout scope, PacketCursor cursor, long position, FieldVisitor with,
            RoleSink roles) throws DataStreamException {
        return scope == null
                ? position
                : Interpreter.walk(scope, layout.sharedSlotCount(), cursor, position, with, roles);
    }

    private static final class Header implements RoleSink {
        private long clock;
        private long id;

        Header(long clock, long id) {
            this.clock = clock;
            this.id = id;
        }

        @Override
        public void take(Role role, long value, int bits, long position) {
            if (role == Role.DEFAULT_CLOCK_TIMESTAMP) {
                clock = ClockRule.advance(clock, value, bits);
            } else if (role == Role.EVENT_RECORD_CLASS_ID) {
                id = value;
            }
        }

        @Override
        public void takeUuid(byte[] buffer, long position) {}
    }
}
