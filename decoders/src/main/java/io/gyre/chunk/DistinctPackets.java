package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Each packet of a stream once: snapshots of one session overlap, and then hold the same packets again. */
final class DistinctPackets implements PacketSource {
    private final PacketSource packets;
    private @Nullable PacketHeader last;

    DistinctPackets(PacketSource packets) {
        this.packets = packets;
    }

    @Override
    public @Nullable Packet next() throws IOException, CtfException {
        Packet packet = packets.next();
        while (packet != null && isKnown(packet.header())) {
            packet = packets.next();
        }
        if (packet != null) {
            last = packet.header();
        }
        return packet;
    }

    /** A packet that begins later than all before it is new, whatever its number: a tracer may number an empty one twice. */
    private boolean isKnown(PacketHeader packet) {
        return last != null && packet.sequenceNumber() != null && last.sequenceNumber() != null
                && packet.beginCycles() != null && last.beginCycles() != null
                && Long.compareUnsigned(packet.sequenceNumber(), last.sequenceNumber()) <= 0
                && Long.compareUnsigned(packet.beginCycles(), last.beginCycles()) <= 0;
    }

    @Override
    public void close() throws IOException {
        packets.close();
    }
}
