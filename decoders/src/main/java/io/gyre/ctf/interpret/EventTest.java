package io.gyre.ctf.interpret;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.PacketCursor;

/** Says of each event, before it is delivered, whether it is. */
@FunctionalInterface
public interface EventTest {
    /** What {@link #passOver} returns for an event that is to be delivered. */
    long WANTED = -1;

    /** Every event is delivered. */
    EventTest ALL = (_, _, _) -> WANTED;

    /**
     * {@return {@link #WANTED}, or the position after the event, which is passed over}
     *
     * @param body position after its header
     */
    long passOver(PacketCursor cursor, EventRecordClass eventClass, long body) throws DataStreamException;
}
