package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketCursor;

/** Visits the scopes ahead of an event's body. Superclass of generated classes, hence public. */
public abstract class EventPrologue {

    /** @param start position of the event's header */
    public abstract void visit(PacketCursor cursor, byte[] buffer, long start, FieldVisitor visitor)
            throws DataStreamException;

    /** When no scope ahead of the body is wanted. */
    static final class Nothing extends EventPrologue {
        @Override
        public void visit(PacketCursor cursor, byte[] buffer, long start, FieldVisitor visitor) {}
    }
}
