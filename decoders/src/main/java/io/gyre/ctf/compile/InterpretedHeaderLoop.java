package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.EventHeader;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.read.PacketCursor;

/** The loop for event headers whose generated method would be too large. */
final class InterpretedHeaderLoop extends CompiledLoop {
    private final StreamLayout layout;

    InterpretedHeaderLoop(StreamLayout layout) {
        this.layout = layout;
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
            long next = body(cursor, start, header.id()).read(cursor, cursor.buffer(), start, header.position(),
                    header.clock());
            if (next == start) {
                throw cursor.emptyEvent(start);
            }
            if (Long.compareUnsigned(header.clock(), cursor.clock()) < 0) {
                cursor.timeGoesBack(start, cursor.clock(), header.clock());
            }
            cursor.stopAtEnd(next, header.clock(), 1);
        }
    }
}
