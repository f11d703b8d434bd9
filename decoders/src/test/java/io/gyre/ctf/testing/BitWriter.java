package io.gyre.ctf.testing;

import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes fields bit by bit, as the format's definition has it. */
public final class BitWriter {
    private byte[] bytes = new byte[64];
    private long position;

    public long position() {
        return position;
    }

    public void align(int bits) {
        moveTo((position + bits - 1) / bits * bits);
    }

    public void moveTo(long newPosition) {
        int needed = (int) (newPosition >>> 3) + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * needed);
        }
        position = newPosition;
    }

    public void bits(long value, int length, ByteOrder order) {
        writeAt(position, value, length, order);
        moveTo(position + length);
    }

    /** Writes elsewhere, and stays. */
    public void writeAt(long at, long value, int length, ByteOrder order) {
        long here = position;
        moveTo(Math.max(position, at + length));
        position = here;
        for (int i = 0; i < length; i++) {
            long bit = at + i;
            boolean little = order == ByteOrder.LITTLE_ENDIAN;
            int valueBit = little ? i : length - 1 - i;
            int byteBit = (int) (little ? bit & 7 : 7 - (bit & 7));
            int index = (int) (bit >>> 3);
            bytes[index] = (byte) ((bytes[index] & ~(1 << byteBit)) | ((int) (value >>> valueBit & 1) << byteBit));
        }
    }

    public void bytes(byte[] values) {
        for (byte value : values) {
            bits(value, 8, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** {@return everything up to a whole number of bytes} */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, (int) ((position + 7) >>> 3));
    }
}
