package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.HandlerSet;
import io.gyre.ctf.interpret.EventHeader;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumSet;
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
    private final Telling telling;
    /** Packets that end before it are passed over unread. */
    private final long passedCycles;
    private @Nullable EventLoop skipping;
    private long timeNs;
    private boolean known;
    private boolean announced;
    private boolean atEnd;
    private long packetNs;
    private boolean hasPacket;
    private boolean hasEnded;
    /** As the last packet that was read to its end has left it. */
    private long lastClock;
    private boolean isDamaged;

    StreamHead(StreamInput input, StreamLayout layout, EventLoop loop, Listeners listeners, Damage damage, int rank) {
        this.input = input;
        this.layout = layout;
        this.loop = loop;
        this.listener = listeners.packets();
        this.damage = damage;
        this.rank = rank;
        this.cursor = new PacketCursor(input.info());
        this.prologue = new PacketPrologue(layout);
        this.scale = layout.clockScale();
        this.wanted = Wanted.after(input.afterNs(), scale);
        this.telling = new Telling(input.info(), listeners.streams(), scale, listeners.range());
        this.passedCycles = listeners.range().equals(TimeRange.ALL) ? 0 : wanted.firstCycles();
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
        if (telling.isPending()) {
            tellNext();
            return 0;
        }
        announce();
        try {
            deliver(scale.atOrBefore(turnNs));
            passUnwanted();
        } catch (DataStreamException e) {
            damaged(e);
        }
        tellTimeGoneBack();
        settle();
        return cursor.takeDelivered();
    }

    /** Finds the time of the next event, if this packet has one. */
    void find() throws IOException, CtfException {
        if (telling.isPending()) {
            tellNext();
            return;
        }
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
        hasPacket = false;
        while (!hasPacket && !wanted.isNothing()) {
            try {
                Packet packet = input.packets().next(passedCycles);
                if (packet == null) {
                    break;
                }
                if (packet.header().endsBefore(passedCycles)) {
                    telling.passes(packet.header());
                } else {
                    open(packet);
                }
            } catch (CtfException e) {
                damage.found(input.info(), e);
            }
        }
        tellTimeGoneBack();
        if (!hasPacket) {
            hasEnded = true;
            if (cursor.timesBack() > 1) {
                damage.found(input.info(), cursor.allBack());
            }
            telling.streamEnds();
        }
        settleTelling();
    }

    /** Takes the time of what is to be told next, or of the packet that has been opened. */
    private void settleTelling() {
        if (telling.isPending()) {
            timeNs = telling.timeNs();
        } else if (hasPacket) {
            timeNs = packetNs;
        } else {
            atEnd = true;
        }
    }

    private void tellNext() throws IOException, CtfException {
        telling.tellNext();
        if (telling.isPending() || hasPacket || hasEnded) {
            settleTelling();
        } else {
            nextPacket();
        }
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
        if (prologue.tellsWholeTime() && Long.compareUnsigned(cursor.clock(), lastClock) < 0) {
            cursor.timeGoesBack(cursor.start(), lastClock, cursor.clock());
        }
        packetNs = scale.toNanos(cursor.clock());
        hasPacket = true;
        telling.packetBegins(header, this::visitContext);
    }

    private void visitContext(FieldVisitor visitor) throws DataStreamException {
        InterpretedLoop.visitAhead(layout, EnumSet.of(Scope.PACKET_CONTEXT), cursor, cursor.start(), visitor);
    }

    void announceRest() throws IOException, CtfException {
        while (!atEnd && input.origin() == StreamInput.Origin.OWN) {
            announce();
            nextPacket();
            while (telling.isPending()) {
                telling.tellNext();
            }
        }
        atEnd = true;
    }

    /** Reading ends at a time. */
    void cut(long ns) {
        telling.cut(ns);
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

    /** Tells the first time; the end of the stream tells how often it was. */
    private void tellTimeGoneBack() throws CtfException {
        if (cursor.timesBack() > 0) {
            DataStreamException first = cursor.takeFirstBack();
            if (first != null) {
                damage.found(input.info(), first);
            }
        }
    }

    private void damaged(DataStreamException e) throws CtfException {
        cursor.close();
        isDamaged = true;
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
            endPacket();
        }
    }

    private void endPacket() throws IOException, CtfException {
        hasPacket = false;
        known = false;
        lastClock = isDamaged ? 0 : cursor.clock();
        isDamaged = false;
        telling.packetEnds(cursor.header());
        if (telling.isPending()) {
            timeNs = telling.timeNs();
        } else {
            nextPacket();
        }
    }

    @Override
    public void close() throws IOException {
        input.packets().close();
    }
}
