package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import io.gyre.ctf.interpret.RoleSink;
import io.gyre.ctf.model.Role;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the fields with roles of one packet header and context say, and a check of the magic number. */
final class PacketProperties extends SilentVisitor implements RoleSink {
    /** CTF 1.8 §5.1.1, CTF 2 "packet magic number". */
    static final long MAGIC = 0xC1FC1FC1L;

    private final PacketCursor cursor;
    private final @Nullable UUID uuid;
    @Nullable
    Long streamClassId;
    @Nullable
    Long streamId;
    @Nullable
    Long totalBits;
    @Nullable
    Long contentBits;
    @Nullable
    Long beginCycles;
    @Nullable
    Long endCycles;
    int endBits = Long.SIZE;
    @Nullable
    Long sequenceNumber;
    @Nullable
    Long discardedEvents;
    @Nullable
    Integer cpuId;
    /** Tells that the packet belongs to another trace. */
    @Nullable
    DataStreamException foreign;

    PacketProperties(PacketCursor cursor, @Nullable UUID uuid) {
        this.cursor = cursor;
        this.uuid = uuid;
    }

    @Override
    public void take(Role role, long value, int bits, long position) throws DataStreamException {
        switch (role) {
            case PACKET_MAGIC_NUMBER -> checkMagic(value, position - bits);
            case DATA_STREAM_CLASS_ID -> streamClassId = value;
            case DATA_STREAM_ID -> streamId = value;
            case PACKET_TOTAL_LENGTH -> totalBits = value;
            case PACKET_CONTENT_LENGTH -> contentBits = value;
            case DEFAULT_CLOCK_TIMESTAMP -> beginCycles = value;
            case PACKET_END_DEFAULT_CLOCK_TIMESTAMP -> {
                endCycles = value;
                endBits = bits;
            }
            case PACKET_SEQUENCE_NUMBER -> sequenceNumber = value;
            case DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT -> discardedEvents = value;
            case METADATA_STREAM_UUID, EVENT_RECORD_CLASS_ID -> {
            }
        }
    }

    private void checkMagic(long value, long position) throws DataStreamException {
        if (value != MAGIC) {
            throw cursor.failure(Kind.BAD_MAGIC, position, "the packet's magic number is 0x" + Long.toHexString(value)
                    + ", not 0x" + Long.toHexString(MAGIC));
        }
    }

    @Override
    public void takeUuid(byte[] buffer, long position) {
        var bytes = ByteBuffer.wrap(buffer, (int) (position >>> 3), 16);
        var found = new UUID(bytes.getLong(), bytes.getLong());
        if (uuid != null && !uuid.equals(found)) {
            foreign = cursor.failure(Kind.BAD_UUID, position,
                    "the packet belongs to the trace " + found + ", the metadata to " + uuid);
        }
    }

    @Override
    public void integer(FieldNode node, long value) {
        if (node.name().equals("cpu_id") && node.parent() != null && node.parent().parent() == null) {
            cpuId = (int) value;
        }
    }
}
