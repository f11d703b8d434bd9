package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FloatingPoint;
import io.gyre.ctf.read.PacketCursor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What generated code calls to take values out of a packet's bytes. Each method is small enough to be inlined. Any of them may
 * look at up to {@link io.gyre.ctf.read.Packet#PADDING} bytes past the packet, and masks off what it finds there.
 */
public final class Loads {
    private static final VarHandle SHORT_LITTLE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BIG = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LITTLE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BIG = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LITTLE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BIG = view(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Loads() {}

    private static VarHandle view(Class<?> type, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(type, order);
    }

    public static long unsigned8(byte[] buffer, int at) {
        return buffer[at] & 0xffL;
    }

    public static long signed8(byte[] buffer, int at) {
        return buffer[at];
    }

    public static long unsigned16Little(byte[] buffer, int at) {
        return (short) SHORT_LITTLE.get(buffer, at) & 0xffffL;
    }

    public static long unsigned16Big(byte[] buffer, int at) {
        return (short) SHORT_BIG.get(buffer, at) & 0xffffL;
    }

    public static long signed16Little(byte[] buffer, int at) {
        return (short) SHORT_LITTLE.get(buffer, at);
    }

    public static long signed16Big(byte[] buffer, int at) {
        return (short) SHORT_BIG.get(buffer, at);
    }

    public static long unsigned32Little(byte[] buffer, int at) {
        return (int) INT_LITTLE.get(buffer, at) & 0xffff_ffffL;
    }

    public static long unsigned32Big(byte[] buffer, int at) {
        return (int) INT_BIG.get(buffer, at) & 0xffff_ffffL;
    }

    public static long signed32Little(byte[] buffer, int at) {
        return (int) INT_LITTLE.get(buffer, at);
    }

    public static long signed32Big(byte[] buffer, int at) {
        return (int) INT_BIG.get(buffer, at);
    }

    public static long long64Little(byte[] buffer, int at) {
        return (long) LONG_LITTLE.get(buffer, at);
    }

    public static long long64Big(byte[] buffer, int at) {
        return (long) LONG_BIG.get(buffer, at);
    }

    /** {@return a field that begins {@code shift} bits above the lowest of the byte, zero-extended} */
    public static long bitsLittle(byte[] buffer, int at, int shift, int length) {
        long value = (long) LONG_LITTLE.get(buffer, at) >>> shift;
        if (shift + length > Long.SIZE) {
            value |= (long) buffer[at + Long.BYTES] << (Long.SIZE - shift);
        }
        return value & -1L >>> (Long.SIZE - length);
    }

    /** {@return a field that begins {@code shift} bits below the highest of the byte, zero-extended} */
    public static long bitsBig(byte[] buffer, int at, int shift, int length) {
        long value = (long) LONG_BIG.get(buffer, at) << shift;
        if (shift + length > Long.SIZE) {
            value |= (buffer[at + Long.BYTES] & 0xffL) >>> (Byte.SIZE - shift);
        }
        return value >>> (Long.SIZE - length);
    }

    /** {@return a field at any bit, zero-extended} */
    public static long bitsLittle(byte[] buffer, long position, int length) {
        return bitsLittle(buffer, (int) (position >>> 3), (int) position & 7, length);
    }

    public static long bitsBig(byte[] buffer, long position, int length) {
        return bitsBig(buffer, (int) (position >>> 3), (int) position & 7, length);
    }

    /** {@return the bits of a field in the other order} */
    public static long reverse(long value, int length) {
        return Long.reverse(value) >>> (Long.SIZE - length);
    }

    public static boolean isTrue(long value) {
        return value != 0;
    }

    public static double quadLittle(byte[] buffer, long position) {
        return FloatingPoint.ofQuad(bitsLittle(buffer, position + 64, 64), bitsLittle(buffer, position, 64));
    }

    public static double quadBig(byte[] buffer, long position) {
        return FloatingPoint.ofQuad(bitsBig(buffer, position, 64), bitsBig(buffer, position + 64, 64));
    }

    /** Ensures that so many bits are left. */
    public static void require(PacketCursor cursor, long end, long position, long bits) throws DataStreamException {
        if (end - position < bits) {
            throw cursor.pastEnd(position, bits);
        }
    }

    /** Ensures that no byte holds bits of both byte orders. */
    public static void requireWholeByte(PacketCursor cursor, long position) throws DataStreamException {
        if ((position & 7) != 0) {
            throw cursor.byteOrderChange(position);
        }
    }

    public static long align(PacketCursor cursor, long position, int bits) {
        long start = cursor.start();
        return start + ((position - start + bits - 1) & -bits);
    }

    /** Ensures that an array's loop ends: {@code bits} is what an element takes at least. */
    public static void allowElements(PacketCursor cursor, long end, long position, long length, long bits)
            throws DataStreamException {
        if (bits == 0) {
            cursor.allowEmptyElements(position, length);
        } else if (Long.compareUnsigned(length, Math.max(0, end - position) / bits) > 0) {
            throw cursor.badLength(position, length);
        }
    }

    /** {@return a length in bytes that the packet can hold} */
    public static int byteLength(PacketCursor cursor, long end, long position, long length)
            throws DataStreamException {
        if (Long.compareUnsigned(length, Math.max(0, end - position) >>> 3) > 0) {
            throw cursor.badLength(position, length);
        }
        return (int) length;
    }

    /** {@return the index of the NUL byte that ends a string which begins at a byte} */
    public static int stringEnd(PacketCursor cursor, byte[] buffer, long end, long position)
            throws DataStreamException {
        int limit = (int) (end >>> 3);
        int at = (int) (position >>> 3);
        while (at < limit) {
            long word = (long) LONG_LITTLE.get(buffer, at);
            long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
            if (zeros != 0) {
                at += Long.numberOfTrailingZeros(zeros) >>> 3;
                if (at < limit) {
                    return at;
                }
                break;
            }
            at += Long.BYTES;
        }
        throw cursor.unterminatedString(position);
    }

    /** {@return the index of the NUL code unit of several bytes that ends a string} */
    public static int wideStringEnd(PacketCursor cursor, byte[] buffer, long end, long position, int unit)
            throws DataStreamException {
        int limit = (int) (end >>> 3);
        int from = (int) (position >>> 3);
        int length = wideTextLength(buffer, from, limit - from, unit);
        if (from + length + unit > limit) {
            throw cursor.unterminatedString(position);
        }
        return from + length;
    }

    /** {@return the bytes ahead of the first NUL byte, or all of them} */
    public static int textLength(byte[] buffer, int from, int bytes) {
        int at = 0;
        while (at < bytes) {
            long word = (long) LONG_LITTLE.get(buffer, from + at);
            long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
            if (zeros != 0) {
                return Math.min(bytes, at + (Long.numberOfTrailingZeros(zeros) >>> 3));
            }
            at += Long.BYTES;
        }
        return bytes;
    }

    /** {@return the bytes ahead of the first NUL code unit of several bytes, or all of them} */
    public static int wideTextLength(byte[] buffer, int from, int bytes, int unit) {
        for (int at = 0; at + unit <= bytes; at += unit) {
            long value = unit == 2 ? unsigned16Little(buffer, from + at) : unsigned32Little(buffer, from + at);
            if (value == 0) {
                return at;
            }
        }
        return bytes;
    }

    public static String string(byte[] buffer, int from, int length, StringEncoding encoding) {
        return new String(buffer, from, length, encoding.charset());
    }
}
