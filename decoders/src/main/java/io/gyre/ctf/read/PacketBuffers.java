package io.gyre.ctf.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Buffers of files that have been read to their end, for files that are opened next: a session line has many short files, each of
 * which would else begin with a buffer of its own. Thread-safe.
 */
final class PacketBuffers {
    private static final int KEPT = 16;
    private static final int KEPT_BYTES_EACH = 4 << 20;
    private static final Deque<byte[]> FREE = new ArrayDeque<>();

    private PacketBuffers() {}

    /** {@return a buffer of some size} */
    static byte[] take() {
        synchronized (FREE) {
            return FREE.isEmpty()
                    ? new byte[PacketHeaders.USUAL_BYTES + Packet.PADDING]
                    : Objects.requireNonNull(FREE.pop());
        }
    }

    /** Takes back a buffer that nobody will look at any more. */
    static void give(byte[] buffer) {
        synchronized (FREE) {
            if (FREE.size() < KEPT && buffer.length <= KEPT_BYTES_EACH) {
                FREE.push(buffer);
            }
        }
    }
}
