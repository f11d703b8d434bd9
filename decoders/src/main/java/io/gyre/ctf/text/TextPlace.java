package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.text.bytes.LineBuffer;
import org.jspecify.annotations.Nullable;

/** Where a {@link TextProgram} reads and where it writes. One for all events. */
final class TextPlace {
    /** An event with more of anything goes another way, which can write it in pieces. */
    static final long LONGEST = 1 << 16;

    final LineBuffer line;
    byte[] in = {};
    /** The next byte to read. */
    int from;
    /** The bit where the packet's content ends. */
    long end;
    byte[] out = {};
    /** Where to write next. The line buffer does not know of what is written before {@link #toLine}. */
    int at;
    private @Nullable PacketCursor cursor;
    private int room;
    private int slotCount;

    TextPlace(LineBuffer line) {
        this.line = line;
    }

    /** @param room for all of the event that does not depend on lengths */
    void begin(PacketCursor cursor, byte[] in, int from, int room, int slotCount) {
        this.cursor = cursor;
        this.in = in;
        this.from = from;
        this.end = cursor.end();
        this.room = room;
        this.slotCount = slotCount;
        this.at = line.length();
        this.out = line.room(room);
    }

    PacketCursor cursor() {
        PacketCursor now = cursor;
        if (now == null) {
            throw new IllegalStateException("no event");
        }
        return now;
    }

    long[] slots() {
        return cursor().slots(slotCount);
    }

    /** {@return a length that a slot tells, of elements of so many bits} */
    long length(int slot, int bits) throws DataStreamException {
        long length = slots()[slot];
        if (Long.compareUnsigned(length, Math.max(0, end - from * 8L) / bits) > 0) {
            throw cursor().badLength(from * 8L, length);
        }
        return length;
    }

    /** Makes so much more room. */
    void more(int bytes) {
        line.advance(at);
        out = line.room(Math.addExact(room, bytes));
    }

    /** Lets others write to the line buffer, from where this has come to. */
    LineBuffer toLine() {
        line.advance(at);
        return line;
    }

    /** Goes on where others have come to. */
    void fromLine() {
        at = line.length();
        out = line.room(room);
    }
}
