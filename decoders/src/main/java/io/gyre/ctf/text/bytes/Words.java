package io.gyre.ctf.text.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at once, the first one in the lowest byte. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Words() {}

    static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void set(byte[] bytes, int at, long word) {
        LONGS.set(bytes, at, word);
    }

    /** {@return a word whose lowest set bit is in the first byte that is 0}, with others set above; 0 when there is none */
    static long zeros(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }

    /** {@return the same for bytes of one value} */
    static long equal(long word, int value) {
        return zeros(word ^ value * LOW_BITS);
    }

    /** {@return the same for bytes below a value of at most 128} */
    static long below(long word, int value) {
        return (word - value * LOW_BITS) & ~word & HIGH_BITS;
    }

    /** {@return how many bytes come before the first one that such a word tells of: up to 8} */
    static int before(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
