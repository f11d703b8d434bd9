package io.gyre.analysis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a partial being written: integers in LEB128 (7 bits a byte, least significant first), signed ones in zigzag form, so
 * that small numbers are short and there is one encoding of each.
 */
public final class PartialOutput {
    private byte[] buffer = new byte[256];
    private int length;

    /** Writes a number that is seldom negative; a negative one takes ten bytes. */
    public void writeUnsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((byte) (rest | 0x80));
            rest >>>= 7;
        }
        writeByte((byte) rest);
    }

    public void writeSigned(long value) {
        writeUnsigned(value << 1 ^ value >> 63);
    }

    public void writeFlag(boolean value) {
        writeByte((byte) (value ? 1 : 0));
    }

    public void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the length and then the bytes. */
    public void writeBytes(byte[] value) {
        writeUnsigned(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    void writeByte(byte value) {
        ensure(1);
        buffer[length++] = value;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), buffer.length * 2));
        }
    }
}
