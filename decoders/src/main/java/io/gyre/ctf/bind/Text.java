package io.gyre.ctf.bind;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string field without its copy: a range of the packet's bytes, up to the first NUL. Reused between calls; valid during
 * one. {@link #toString()} makes a String of it.
 */
public final class Text {
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;

    /** Points this text at other bytes. */
    public void wrap(byte[] newBuffer, int newOffset, int newLength) {
        this.buffer = newBuffer;
        this.offset = newOffset;
        this.length = newLength;
    }

    public int length() {
        return length;
    }

    public byte byteAt(int index) {
        return buffer[offset + java.util.Objects.checkIndex(index, length)];
    }

    public boolean contentEquals(byte[] other) {
        return Arrays.equals(buffer, offset, offset + length, other, 0, other.length);
    }

    @Override
    public String toString() {
        return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }
}
