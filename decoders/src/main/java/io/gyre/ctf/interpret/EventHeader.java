package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.read.ClockRule;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;

/** What an event's header says. */
public final class EventHeader implements RoleSink {
    private long position;
    private long clock;
    private long id;

    private EventHeader(long clock, long id) {
        this.clock = clock;
        this.id = id;
    }

    /** {@return the header at the cursor, which does not move} */
    public static EventHeader read(StreamLayout layout, PacketCursor cursor) throws DataStreamException {
        var header = new EventHeader(cursor.clock(), layout.eventIdIfNone());
        header.position = Interpreter.walk(layout.eventHeader(), layout.sharedSlotCount(), cursor, cursor.position(),
                new SilentVisitor(), header);
        return header;
    }

    /** {@return the position after the header} */
    public long position() {
        return position;
    }

    /** {@return the default clock's value as of this event} */
    public long clock() {
        return clock;
    }

    /** {@return the event record class id} */
    public long id() {
        return id;
    }

    @Override
    public void take(Role role, long value, int bits, long at) {
        if (role == Role.DEFAULT_CLOCK_TIMESTAMP) {
            clock = ClockRule.advance(clock, value, bits);
        } else if (role == Role.EVENT_RECORD_CLASS_ID) {
            id = value;
        }
    }

    @Override
    public void takeUuid(byte[] buffer, long at) {}
}
