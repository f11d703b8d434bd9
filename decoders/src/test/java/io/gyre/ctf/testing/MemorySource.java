package io.gyre.ctf.testing;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketHeaders;
import io.gyre.ctf.read.PacketSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets that are in memory, each as long as its bytes, in buffers with no more padding than promised. */
public final class MemorySource implements PacketSource {
    private final List<byte[]> packets;
    private final PacketHeaders headers;
    private int next;
    private long offset;

    public MemorySource(TraceClass traceClass, List<byte[]> packets) {
        this.packets = packets;
        this.headers = new PacketHeaders(traceClass);
    }

    @Override
    public @Nullable Packet next() throws CtfException {
        if (next == packets.size()) {
            return null;
        }
        byte[] bytes = packets.get(next);
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + Packet.PADDING);
        // What lies past the packet must not matter.
        Arrays.fill(buffer, bytes.length, buffer.length, (byte) 0xA5);
        var origin = new PacketHeader.Origin("memory", next, offset);
        next++;
        offset += bytes.length;
        PacketHeader header = headers.read(buffer, 0, bytes.length, bytes.length, origin);
        return new Packet(buffer, 0, (int) Math.min(bytes.length, header.packetBytes()), header);
    }

    @Override
    public void close() {}
}
