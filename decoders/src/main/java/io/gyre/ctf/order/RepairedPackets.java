package io.gyre.ctf.order;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.interpret.EventHeader;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketSource;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.read.TracerQuirk;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Packets of tracers whose bugs leave events outside of the times of their packets: begin and end are moved so that all events lie
 * between them. Only such packets are looked through.
 */
public final class RepairedPackets implements PacketSource {
    private final PacketSource packets;
    private final StreamInfo stream;
    private final Set<TracerQuirk> quirks;
    private final StreamLayout layout;
    private final PacketPrologue prologue;

    private RepairedPackets(PacketSource packets, StreamInfo stream, Set<TracerQuirk> quirks) {
        this.packets = packets;
        this.stream = stream;
        this.quirks = quirks;
        this.layout = TraceLayout.of(stream.traceClass()).streamOf(stream.dataStreamClass());
        this.prologue = new PacketPrologue(layout);
    }

    /** {@return the same packets, repaired where the stream's tracer is known to need it} */
    public static PacketSource of(PacketSource packets, StreamInfo stream) {
        Set<TracerQuirk> quirks = TracerQuirk.of(stream.traceClass());
        // Without a usable clock no event is read.
        return quirks.isEmpty() || stream.dataStreamClass().defaultClock() == null
                || !new ClockScale(stream.dataStreamClass().defaultClock()).isUsable()
                        ? packets
                        : new RepairedPackets(packets, stream, quirks);
    }

    @Override
    public @Nullable Packet next() throws IOException, CtfException {
        Packet packet = packets.next();
        return packet != null && needsRepair(packet.header())
                ? new Packet(packet.buffer(), packet.offset(), packet.length(), repaired(packet))
                : packet;
    }

    private boolean needsRepair(PacketHeader header) {
        Long begin = header.beginCycles();
        Long end = header.endCycles();
        if (begin == null || end == null || header.dataStreamClassId() != layout.streamClass().id()) {
            return false;
        }
        return quirks.contains(TracerQuirk.EVENT_AFTER_PACKET) || quirks.contains(TracerQuirk.EVENT_BEFORE_PACKET)
                || (end == 0 && begin != 0);
    }

    private PacketHeader repaired(Packet packet) {
        PacketHeader header = packet.header();
        long begin = header.beginCycles() == null ? 0 : header.beginCycles();
        long end = header.endCycles() == null ? 0 : header.endCycles();
        var cursor = new PacketCursor(stream);
        cursor.setClock(begin);
        cursor.open(packet);
        long first = begin;
        try {
            prologue.open(cursor);
            if (quirks.contains(TracerQuirk.EVENT_BEFORE_PACKET) && cursor.inPacket()) {
                first = EventHeader.read(layout, cursor).clock();
            }
            new InterpretedLoop(layout, new SilentVisitor()).run(cursor, 0, layout.clockScale().lastCycles());
        } catch (DataStreamException _) {
            // Whoever reads the events meets the damage again, and tells it; the events ahead of it count.
        }
        return header.within(unsignedMin(begin, first), unsignedMax(end, cursor.clock()));
    }

    private static long unsignedMin(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    private static long unsignedMax(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    @Override
    public void close() throws IOException {
        packets.close();
    }
}
