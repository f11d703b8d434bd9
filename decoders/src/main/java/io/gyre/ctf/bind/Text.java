package io.gyre.ctf.bind;

import io.gyre.ctf.model.StringEncoding;
import java.util.Arrays;

/**
 * A string field without its copy: a range of the packet's bytes, up to the first NUL. Reused between calls; valid during
 * one. {@link #toString()} makes a String of it.
 */
public final class Text {
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private StringEncoding encoding = StringEncoding.UTF_8;

    /** Points this text at other bytes, of UTF-8. */
    public void wrap(byte[] newBuffer, int newOffset, int newLength) {
        wrap(newBuffer, newOffset, newLength, StringEncoding.UTF_8);
    }

    /** Points this text at other bytes. */
    public void wrap(byte[] newBuffer, int newOffset, int newLength, StringEncoding newEncoding) {
        this.buffer = newBuffer;
        this.offset = newOffset;
        this.length = newLength;
        this.encoding = newEncoding;
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
        return new String(buffer, offset, length, encoding.charset());
    }
}
