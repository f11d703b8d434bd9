package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.read.PacketCursor;

/** Reads what follows the header of an event of one class. Superclass of generated classes, hence public. */
public abstract class EventBody {

    /**
     * {@return the position after the event}
     *
     * @param buffer the cursor's
     * @param start position of the event's header
     * @param position after the header
     * @param clock the default clock's value as of this event
     */
    public abstract long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
            throws DataStreamException;

    /** An event of known size that nobody wants. */
    static final class FixedSkip extends EventBody {
        private final long bits;

        FixedSkip(long bits) {
            this.bits = bits;
        }

        @Override
        public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
                throws DataStreamException {
            if (cursor.end() - position < bits) {
                throw cursor.pastEnd(position, bits);
            }
            return position + bits;
        }
    }
}
