package io.gyre.ctf.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass.FixedLengthInteger;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Signedness;
import java.nio.ByteOrder;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Examples worked by hand, and those of babeltrace2's own suite for the uncommon bit order. */
class BitsTest {
    private static long read(int bits, Signedness signedness, ByteOrder order, BitOrder bitOrder, long position,
            int... bytes) {
        byte[] buffer = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            buffer[i] = (byte) bytes[i];
        }
        return Bits.read(buffer, position, new FixedLengthInteger(bits, signedness, order, bitOrder, 1,
                DisplayBase.DECIMAL, Mappings.NONE, Set.of()));
    }

    private static long little(int bits, long position, int... bytes) {
        return read(bits, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, BitOrder.FIRST_TO_LAST, position, bytes);
    }

    private static long big(int bits, long position, int... bytes) {
        return read(bits, Signedness.UNSIGNED, ByteOrder.BIG_ENDIAN, BitOrder.LAST_TO_FIRST, position, bytes);
    }

    @Test
    void littleEndianFieldsFillBytesFromTheLowestBit() {
        assertEquals(0b010, little(3, 0, 0b1101_1010));
        assertEquals(0b11011, little(5, 3, 0b1101_1010));
        assertEquals(0x1234, little(16, 0, 0x34, 0x12));
        assertEquals(0b1_1101, little(5, 6, 0b0100_0000, 0b0000_0111));
    }

    @Test
    void bigEndianFieldsFillBytesFromTheHighestBit() {
        assertEquals(0b110, big(3, 0, 0b1101_1010));
        assertEquals(0b11010, big(5, 3, 0b1101_1010));
        assertEquals(0x1234, big(16, 0, 0x12, 0x34));
        assertEquals(0b01_111, big(5, 6, 0b0000_0001, 0b1110_0000));
    }

    @Test
    void signIsExtended() {
        assertEquals(-1, read(3, Signedness.SIGNED, ByteOrder.LITTLE_ENDIAN, BitOrder.FIRST_TO_LAST, 0, 0b111));
        assertEquals(3, read(3, Signedness.SIGNED, ByteOrder.LITTLE_ENDIAN, BitOrder.FIRST_TO_LAST, 0, 0b011));
    }

    @Test
    void otherBitOrderMirrorsTheField() {
        assertEquals(19, read(8, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, BitOrder.LAST_TO_FIRST, 0, 0xc8));
        assertEquals(-7181,
                read(16, Signedness.SIGNED, ByteOrder.LITTLE_ENDIAN, BitOrder.LAST_TO_FIRST, 0, 0xc7, 0xcf));
        assertEquals(0b1001_1100_0000_1100,
                read(16, Signedness.UNSIGNED, ByteOrder.BIG_ENDIAN, BitOrder.FIRST_TO_LAST, 0, 0x30, 0x39));
    }
}
