package io.gyre.wire.seal.ssh;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes apart SSH's binary data (RFC 4251 section 5). Ends in {@link BufferUnderflowException} when more is asked for than is there, before
 * anything is allocated for it.
 */
final class SshReader {
    private final ByteBuffer buffer;

    SshReader(byte[] bytes) {
        this.buffer = ByteBuffer.wrap(bytes);
    }

    int uint32() {
        return buffer.getInt();
    }

    byte[] bytes(int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /** A string: its length, then its bytes. */
    byte[] string() {
        return bytes(uint32());
    }

    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    byte[] rest() {
        return bytes(buffer.remaining());
    }

    boolean atEnd() {
        return !buffer.hasRemaining();
    }
}
