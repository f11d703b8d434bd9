package io.gyre.ctf.jmh;

import io.gyre.ctf.read.Checksums.Sums;
import io.gyre.ctf.read.Packet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** Reads all fields of a {@link LoadTrace} by code that knows its layout by heart: what a careful programmer would write for it. */
final class HandWritten {
    private static final VarHandle SHORT = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BIG = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BIG = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int EXTENDED = 0xFFFF;
    private static final int PROCESS_BYTES = 17;

    private long events;
    private long clk;
    private long isum;
    private long slen;
    private double dsum;
    private long ints;

    private static VarHandle view(Class<?> type, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(type, order);
    }

    /** Reads a stream after another. */
    Sums read(List<List<Packet>> streams) {
        for (List<Packet> stream : streams) {
            for (Packet packet : stream) {
                read(packet);
            }
        }
        return new Sums(events, clk, isum, slen, dsum, ints);
    }

    private void read(Packet packet) {
        byte[] in = packet.buffer();
        int at = packet.offset() + (int) (packet.header().eventsBit() / 8);
        int end = packet.offset() + (int) (packet.header().contentBits() / 8);
        long clock = packet.header().beginCycles();
        long sum = 0;
        long clocks = 0;
        long text = 0;
        long count = 0;
        long integers = 0;
        double floats = 0;
        while (at < end) {
            int id = (short) SHORT.get(in, at) & 0xFFFF;
            if (id == EXTENDED) {
                id = (int) INT.get(in, at + 2);
                clock = (long) LONG.get(in, at + 6);
                at += 14;
            } else {
                long low = (int) INT.get(in, at + 2) & 0xFFFF_FFFFL;
                clock = (clock & ~0xFFFF_FFFFL) + low + (low < (clock & 0xFFFF_FFFFL) ? 1L << 32 : 0);
                at += 6;
            }
            clocks += clock;
            count++;
            integers++;
            sum += (int) INT.get(in, at);
            text += length(in, at + 4, PROCESS_BYTES);
            at += 4 + PROCESS_BYTES;
            switch (id) {
                case 0 -> {
                    sum += (long) LONG.get(in, at) + (in[at + 8] & 0xFF);
                    int nul = nul(in, at + 9, end);
                    text += nul - at - 9;
                    sum += (int) INT.get(in, nul + 1) & 0xFFFF_FFFFL;
                    integers += 3;
                    at = nul + 5;
                }
                case 1 -> {
                    sum += (long) LONG.get(in, at) + (int) INT.get(in, at + 8);
                    floats += Double.longBitsToDouble((long) LONG.get(in, at + 12));
                    integers += 2;
                    at += 20;
                }
                case 2 -> {
                    long length = (long) LONG.get(in, at);
                    at += 8;
                    check(length, 4, at, end);
                    sum += length;
                    for (int i = 0; i < length; i++) {
                        sum += (int) INT.get(in, at + 4 * i);
                    }
                    integers += 1 + length;
                    at += 4 * (int) length;
                }
                case 3 -> {
                    sum += (int) INT.get(in, at) & 0xFFFF_FFFFL;
                    integers++;
                    at += 4;
                }
                case 4 -> {
                    sum += ((int) INT_BIG.get(in, at) & 0xFFFF_FFFFL) + ((short) SHORT_BIG.get(in, at + 4) & 0xFFFF);
                    int length = (short) SHORT.get(in, at + 6) & 0xFFFF;
                    at += 8;
                    check(length, 1, at, end);
                    sum += length;
                    for (int i = 0; i < length; i++) {
                        sum += in[at + i] & 0xFF;
                    }
                    integers += 3 + length;
                    at += length;
                }
                default -> throw new IllegalStateException("event class " + id);
            }
        }
        events += count;
        clk += clocks;
        isum += sum;
        slen += text;
        dsum += floats;
        ints += integers;
    }

    private static void check(long length, int elementBytes, int at, int end) {
        if (Long.compareUnsigned(length, (end - at) / elementBytes) > 0) {
            throw new IllegalStateException("a sequence of " + length);
        }
    }

    private static int nul(byte[] in, int from, int end) {
        int at = from;
        while (at < end) {
            long word = (long) LONG.get(in, at);
            long zeros = (word - 0x0101_0101_0101_0101L) & ~word & 0x8080_8080_8080_8080L;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
            at += 8;
        }
        throw new IllegalStateException("a string without end");
    }

    private static int length(byte[] in, int from, int bytes) {
        return Math.min(bytes, nul(in, from, from + bytes) - from);
    }
}
