package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;

/** One way of reading the events of a packet: compiled for handlers or for a visitor, or interpreted. Not thread-safe. */
public abstract class EventLoop {

    /**
     * Delivers the events of the cursor's packet from where it stands, as long as their clock values lie within {@code [first,
     * first + span]}, unsigned. The cursor then stands at the packet's end, or before the first event outside, and knows how many
     * events were delivered.
     *
     * @throws DataStreamException where the packet is damaged; the events ahead of the damage have been delivered
     */
    public abstract void run(PacketCursor cursor, long first, long span) throws DataStreamException;
}
