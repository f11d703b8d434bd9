package io.gyre.ctf.interpret;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.FixedLengthBitArray;
import io.gyre.ctf.model.FieldClass.FixedLengthBoolean;
import io.gyre.ctf.model.FieldClass.FixedLengthFloatingPoint;
import io.gyre.ctf.model.FieldClass.FixedLengthInteger;
import io.gyre.ctf.model.Signedness;
import java.nio.ByteOrder;

/**
 * Fixed-length fields, bit by bit. In little-endian order a field fills each byte from its lowest bit on and begins with its own
 * lowest; in big-endian order from the highest on, and begins with its own highest. The other bit order mirrors the field.
 */
final class Bits {
    private Bits() {}

    static long read(byte[] buffer, long position, FieldClass.FixedLength field) {
        int length = field.lengthBits();
        boolean little = field.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        long value = little ? littleEndian(buffer, position, length) : bigEndian(buffer, position, length);
        if (little != (field.bitOrder() == BitOrder.FIRST_TO_LAST)) {
            value = Long.reverse(value) >>> (64 - length);
        }
        return switch (field) {
            case FixedLengthInteger integer when integer.signedness() == Signedness.SIGNED -> value << (64
                    - length) >> (64 - length);
            case FixedLengthInteger _,FixedLengthBitArray _,FixedLengthBoolean _,FixedLengthFloatingPoint _ -> value;
        };
    }

    static long littleEndian(byte[] buffer, long position, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            long at = position + i;
            value |= (buffer[(int) (at >>> 3)] >>> (at & 7) & 1L) << i;
        }
        return value;
    }

    static long bigEndian(byte[] buffer, long position, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            long at = position + i;
            value = value << 1 | (buffer[(int) (at >>> 3)] >>> (7 - (at & 7)) & 1L);
        }
        return value;
    }
}
