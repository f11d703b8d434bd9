package io.gyre.ctf.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One packet as LTTng lays it out (header, context, compact event headers), made field by field. */
public final class LttngPacket {
    public static final int HEADER_BYTES = 32 + 52;
    private final ByteBuffer bytes;
    private final long begin;
    private long end;
    private long sequence;
    private long discarded;
    private int cpu;

    public LttngPacket(int capacity, long begin) {
        bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES);
        this.begin = begin;
        this.end = begin;
    }

    public LttngPacket sequence(long number) {
        sequence = number;
        return this;
    }

    public LttngPacket discarded(long counter) {
        discarded = counter;
        return this;
    }

    /** Says another end than that of the last event; call it last. */
    public LttngPacket end(long cycles) {
        end = cycles;
        return this;
    }

    public LttngPacket cpu(int id) {
        cpu = id;
        return this;
    }

    /** An event with a compact header; the payload's bytes follow. */
    public LttngPacket event(int id, long cycles, byte... payload) {
        bytes.putInt((int) (cycles << 5) | id).put(payload);
        end = Math.max(end, cycles);
        return this;
    }

    /** An event with an extended header. */
    public LttngPacket wideEvent(int id, long cycles, byte... payload) {
        bytes.put((byte) 31).putInt(id).putLong(cycles).put(payload);
        end = Math.max(end, cycles);
        return this;
    }

    /** {@return the packet, padded to a whole number of {@code unit} bytes} */
    public byte[] build(int unit) {
        int content = bytes.position();
        int size = (content + unit - 1) / unit * unit;
        ByteBuffer packet = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(0xC1FC1FC1);
        packet.order(ByteOrder.BIG_ENDIAN).putLong(Classes.TRACE.getMostSignificantBits())
                .putLong(Classes.TRACE.getLeastSignificantBits()).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(0).putLong(cpu);
        packet.putLong(begin).putLong(end).putLong(content * 8L).putLong(size * 8L).putLong(sequence)
                .putLong(discarded).putInt(cpu);
        packet.put(bytes.array(), HEADER_BYTES, content - HEADER_BYTES);
        return packet.array();
    }
}
