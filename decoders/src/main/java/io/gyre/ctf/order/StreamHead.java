package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.HandlerSet;
import io.gyre.ctf.interpret.EventHeader;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream in the merge, and the time of what it brings next: of an event once that is known, until then of the packet just
 * opened, before which no event of it lies.
 */
final class StreamHead implements Closeable {
    /** Skips what it reads, as fast as that can be read. */
    private static final HandlerSet NOBODY = HandlerSet.of(List.of());

    private final StreamInput input;
    private final StreamLayout layout;
    private final EventLoop loop;
    private final PacketListener listener;
    private final Damage damage;
    private final int rank;
    private final PacketCursor cursor;
    private final PacketPrologue prologue;
    private final ClockScale scale;
    private final Wanted wanted;
    private @Nullable EventLoop skipping;
    private long timeNs;
    private boolean known;
    private boolean announced;
    private boolean atEnd;

    StreamHead(StreamInput input, StreamLayout layout, EventLoop loop, PacketListener listener, Damage damage,
            int rank) {
        this.input = input;
        this.layout = layout;
        this.loop = loop;
        this.listener = listener;
        this.damage = damage;
        this.rank = rank;
        this.cursor = new PacketCursor(input.info());
        this.prologue = new PacketPrologue(layout);
        this.scale = layout.clockScale();
        this.wanted = Wanted.after(input.afterNs(), scale);
    }

    int rank() {
        return rank;
    }

    long timeNs() {
        return timeNs;
    }

    /** {@return whether {@link #timeNs()} is that of an event} */
    boolean isKnown() {
        return known;
    }

    boolean isAtEnd() {
        return atEnd;
    }

    boolean isBefore(StreamHead other) {
        return timeNs != other.timeNs ? timeNs < other.timeNs : rank < other.rank;
    }

    /** Delivers events up to and including a time that is not before {@link #timeNs()}. */
    long run(long turnNs) throws IOException, CtfException {
        announce();
        try {
            deliver(scale.atOrBefore(turnNs));
            passUnwanted();
        } catch (DataStreamException e) {
            damaged(e);
        }
        settle();
        return cursor.takeDelivered();
    }

    /** Finds the time of the next event, if this packet has one. */
    void find() throws IOException, CtfException {
        announce();
        try {
            if (cursor.inPacket()) {
                cursor.stopBefore(cursor.position(), cursor.clock(), EventHeader.read(layout, cursor).clock(), 0);
                passUnwanted();
            }
        } catch (DataStreamException e) {
            damaged(e);
        }
        settle();
    }

    /** Opens the next packet that can be opened. */
    void nextPacket() throws IOException, CtfException {
        known = false;
        announced = false;
        while (!wanted.isNothing()) {
            try {
                Packet packet = input.packets().next();
                if (packet == null) {
                    break;
                }
                open(packet);
                return;
            } catch (CtfException e) {
                damage.found(input.info(), e);
            }
        }
        atEnd = true;
    }

    private void open(Packet packet) throws DataStreamException {
        PacketHeader header = packet.header();
        cursor.open(packet);
        if (header.dataStreamClassId() != layout.streamClass().id()) {
            throw cursor.foreignPacket();
        }
        prologue.open(cursor);
        if (!scale.isUsable() || Long.compareUnsigned(cursor.clock(), scale.lastCycles()) > 0) {
            throw cursor.clockOverflow(cursor.start(), cursor.clock());
        }
        timeNs = scale.toNanos(cursor.clock());
    }

    void announceRest() throws IOException, CtfException {
        while (!atEnd && input.origin() == StreamInput.Origin.OWN) {
            announce();
            nextPacket();
        }
        atEnd = true;
    }

    private void announce() {
        if (!announced && input.origin() == StreamInput.Origin.OWN) {
            listener.opened(input.info(), cursor.header());
        }
        announced = true;
    }

    private void deliver(long turnCycles) throws DataStreamException {
        long last = Long.compareUnsigned(turnCycles, scale.lastCycles()) > 0 ? scale.lastCycles() : turnCycles;
        if (Long.compareUnsigned(last, wanted.firstCycles()) < 0) {
            skip();
        } else {
            loop.run(cursor, wanted.firstCycles(), last - wanted.firstCycles());
        }
    }

    /** Leaves the cursor at the packet's end, or before an event that is wanted and has a time. */
    private void passUnwanted() throws DataStreamException {
        while (cursor.inPacket() && Long.compareUnsigned(cursor.nextClock(), wanted.firstCycles()) < 0) {
            skip();
        }
        if (cursor.inPacket() && Long.compareUnsigned(cursor.nextClock(), scale.lastCycles()) > 0) {
            throw cursor.clockOverflow(cursor.position(), cursor.nextClock());
        }
    }

    /** Passes over events that an earlier window has had. */
    private void skip() throws DataStreamException {
        if (skipping == null) {
            skipping = NOBODY.compiled(layout);
        }
        long delivered = cursor.takeDelivered();
        try {
            skipping.run(cursor, 0, wanted.firstCycles() - 1);
        } finally {
            cursor.takeDelivered();
            cursor.addDelivered(delivered);
        }
    }

    private void damaged(DataStreamException e) throws CtfException {
        cursor.close();
        damage.found(input.info(), e);
    }

    /** Takes the time of the event that the cursor stands before, or opens the next packet. */
    private void settle() throws IOException, CtfException {
        if (cursor.inPacket()) {
            timeNs = scale.toNanos(cursor.nextClock());
            known = true;
        } else {
            if (cursor.isCut()) {
                damage.found(input.info(), cursor.cutContent());
            }
            nextPacket();
        }
    }

    @Override
    public void close() throws IOException {
        input.packets().close();
    }
}
