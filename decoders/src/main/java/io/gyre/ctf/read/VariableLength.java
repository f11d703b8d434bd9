package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.Signedness;

/** LEB128, as CTF 2 variable-length integers are encoded: seven bits a byte, the lowest first, the high bit set but in the last. */
public final class VariableLength {
    /** 9 bytes hold 63 bits, so that the tenth adds one; a tenth byte that adds none is one too many (as babeltrace2 has it). */
    private static final int LONGEST = 10;

    private VariableLength() {}

    /**
     * {@return the position after the integer at {@code position}}
     *
     * @throws DataStreamException when it does not end before {@code end}, or has more than 64 significant bits
     */
    public static long end(PacketCursor cursor, long position, Signedness signedness) throws DataStreamException {
        byte[] buffer = cursor.buffer();
        int first = (int) (position >>> 3);
        for (int i = 0; i < LONGEST; i++) {
            if (position + 8L * (i + 1) > cursor.end()) {
                throw cursor.pastEnd(position, 8L * (i + 1));
            }
            int current = buffer[first + i];
            if (current >= 0) {
                boolean fits = i < LONGEST - 1 || (signedness == Signedness.SIGNED
                        ? current == 0 || current == 0x7f
                        : current == 1);
                if (fits) {
                    return position + 8L * (i + 1);
                }
                break;
            }
        }
        throw cursor.oversizedInteger(position);
    }

    /** {@return how many bits of the value these bytes hold, 64 at most} */
    public static int bits(long from, long to) {
        return (int) Math.min(Long.SIZE, ((to - from) >>> 3) * 7);
    }

    /** {@return the value of the integer whose bytes are known to be {@code [from, to)}, in bits} */
    public static long unsigned(byte[] buffer, long from, long to) {
        long value = 0;
        int shift = 0;
        for (int i = (int) (from >>> 3); i < (int) (to >>> 3); i++) {
            value |= (buffer[i] & 0x7fL) << shift;
            shift += 7;
        }
        return value;
    }

    public static long signed(byte[] buffer, long from, long to) {
        int bits = (int) ((to - from) >>> 3) * 7;
        long value = unsigned(buffer, from, to);
        return bits >= 64 ? value : value << (64 - bits) >> (64 - bits);
    }
}
