package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import java.io.IOException;
import java.util.Arrays;

/** A reusable buffer over one packet of a file at a time. */
final class PacketWindow {
    private static final byte[] NONE = {};

    private final PacketHeaders headers;
    private byte[] buffer = NONE;
    private int filled;

    PacketWindow(PacketHeaders headers) {
        this.headers = headers;
    }

    byte[] buffer() {
        return buffer;
    }

    /**
     * {@return the header of the packet at {@code position}}
     *
     * @param hint how many bytes to read at once, when so many are left
     */
    PacketHeader header(DataFile file, long position, long index, long hint) throws IOException, DataStreamException {
        long remaining = file.size() - position;
        var origin = new PacketHeader.Origin(file.name(), index, position);
        filled = 0;
        if (buffer.length == 0) {
            buffer = PacketBuffers.take();
        }
        long wanted = Math.max(hint, PacketHeaders.USUAL_BYTES);
        while (true) {
            boolean grew = fill(file, position, Math.min(wanted, remaining));
            try {
                return headers.read(buffer, 0, filled, remaining, origin);
            } catch (DataStreamException e) {
                boolean more = e.kind() == Kind.TRUNCATED && grew && filled < remaining
                        && filled < PacketHeaders.PACKET_BYTES_LIMIT;
                if (!more) {
                    throw e;
                }
                wanted = 2L * filled;
            }
        }
    }

    /** {@return whether any bytes were added} so that the first {@code length} bytes of the packet are there. */
    boolean fill(DataFile file, long position, long length) throws IOException {
        int target = (int) Math.min(length, PacketHeaders.PACKET_BYTES_LIMIT);
        if (target <= filled) {
            return false;
        }
        if (buffer.length < target + Packet.PADDING) {
            byte[] larger = Arrays.copyOf(buffer, target + Packet.PADDING);
            release();
            buffer = larger;
        }
        int count = file.read(buffer, filled, target - filled, position + filled);
        filled += count;
        return count > 0;
    }

    /** Gives the buffer away; nothing that was handed out of it may be looked at any more. */
    void release() {
        if (buffer.length > 0) {
            PacketBuffers.give(buffer);
            buffer = NONE;
        }
    }

    int filled() {
        return filled;
    }
}
