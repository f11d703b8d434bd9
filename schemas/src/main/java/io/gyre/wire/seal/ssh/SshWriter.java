package io.gyre.wire.seal.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts together SSH's binary data (RFC 4251 section 5). */
final class SshWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    SshWriter uint32(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    SshWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    SshWriter string(byte[] bytes) {
        return uint32(bytes.length).bytes(bytes);
    }

    SshWriter string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
