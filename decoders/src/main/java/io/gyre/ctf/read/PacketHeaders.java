package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.DataStreamException.Kind;
import io.gyre.ctf.interpret.Interpreter;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.layout.TraceLayout;
import io.gyre.ctf.model.TraceClass;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers and contexts of packets, one after another, and checks what they say: magic number, data stream class, sizes. A
 * packet of another trace's UUID is read, too, but {@linkplain #takeForeign told}. Not thread-safe.
 */
public final class PacketHeaders {
    /** A packet lies in one array, which may be copied into a larger one; no tracer writes packets beyond 1 GiB. */
    public static final long PACKET_BYTES_LIMIT = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
    /** Most headers take less. */
    public static final int USUAL_BYTES = 512;

    private final TraceLayout layout;
    private final boolean mayBeOpen;
    private final PacketCursor cursor = new PacketCursor(null);
    private OptionalLong trustedBytes = OptionalLong.empty();
    private @Nullable DataStreamException foreign;
    private boolean foreignTaken;

    public PacketHeaders(TraceClass traceClass) {
        this.layout = TraceLayout.of(traceClass);
        this.mayBeOpen = TracerQuirk.of(traceClass).contains(TracerQuirk.NEVER_CLOSED);
    }

    /**
     * {@return what the header at {@code buffer[offset]} says}
     *
     * @param offset a multiple of 8
     * @param available bytes of the packet that are in the buffer, header and context at least; when neither says the packet's
     *        size it reaches to their end
     * @param fileOffset where the packet begins in its file
     * @param index of the packet in its file, from 0
     */
    public static PacketHeader read(byte[] buffer, int offset, int available, long fileOffset, long index, String file,
            TraceClass traceClass) throws DataStreamException {
        return new PacketHeaders(traceClass).read(buffer, offset, available, available,
                new PacketHeader.Origin(file, index, fileOffset));
    }

    /**
     * {@return what the header at {@code buffer[offset]} says}, which may be any offset
     *
     * @param available bytes from there that are in the buffer
     * @param remaining bytes from there to the end of the file; a packet that says no size has them all
     * @throws DataStreamException of kind {@link Kind#TRUNCATED} when {@code available} bytes do not hold header and context
     */
    public PacketHeader read(byte[] buffer, int offset, int available, long remaining, PacketHeader.Origin origin)
            throws DataStreamException {
        trustedBytes = OptionalLong.empty();
        foreign = null;
        cursor.openUnknown(buffer, offset, available, origin);
        long position = cursor.start();
        var found = new PacketProperties(cursor, layout.traceClass().uuid());
        StreamLayout any = layout.any();
        if (any != null && any.packetHeader() != null) {
            position = Interpreter.walk(any.packetHeader(), any.sharedSlotCount(), cursor, position, found, found);
        }
        found.cpuId = null;
        foreign = found.foreign;
        StreamLayout stream = layout.stream(found.streamClassId == null ? onlyStream() : found.streamClassId);
        if (stream == null) {
            throw cursor.failure(Kind.UNKNOWN_STREAM_CLASS, position, "no data stream class has the id "
                    + Long.toUnsignedString(found.streamClassId == null ? onlyStream() : found.streamClassId));
        }
        if (stream.packetContext() != null) {
            if (any != stream && stream.packetHeader() != null) {
                // Fills this stream's own slots.
                Interpreter.walk(stream.packetHeader(), stream.sharedSlotCount(), cursor, cursor.start(),
                        new SilentVisitor(), found);
            }
            position = Interpreter.walk(stream.packetContext(), stream.sharedSlotCount(), cursor, position, found,
                    found);
        }
        return check(found, stream, position - cursor.start(), remaining, origin);
    }

    /** {@return the size of the packet last read, even if reading it failed, when that size can be trusted} */
    public OptionalLong trustedBytes() {
        return trustedBytes;
    }

    /** {@return whether the packet last read has the UUID of another trace} */
    boolean isForeign() {
        return foreign != null;
    }

    /**
     * {@return what is to be told when the packet last read has the UUID of another trace; null otherwise}, and when it has been told
     * of one before. Such packets are read like others: what wrote the wrong UUID may well have written the right events.
     */
    @Nullable
    DataStreamException takeForeign() {
        DataStreamException told = foreignTaken ? null : foreign;
        foreignTaken |= foreign != null;
        return told;
    }

    /** {@return the id meant where packets name none: that of the only data stream class, or 0} */
    private long onlyStream() {
        var ids = layout.traceClass().streams().keySet();
        return ids.size() == 1 ? ids.iterator().next() : 0;
    }

    private PacketHeader check(PacketProperties found, StreamLayout stream, long eventsBit, long remaining,
            PacketHeader.Origin origin) throws DataStreamException {
        // A packet that was never closed has no size of content yet.
        Long given = mayBeOpen && Objects.equals(found.contentBits, -1L) ? null : found.contentBits;
        long total = found.totalBits != null
                ? found.totalBits
                : given != null ? Math.max(given, given + 7 & -8L) : remaining * 8;
        long content = given != null ? given : total;
        if (total < 0 || total > PACKET_BYTES_LIMIT * 8) {
            throw bad(Kind.TOO_LARGE,
                    "a packet of " + Long.toUnsignedString(total) + " bits is larger than the limit of "
                            + PACKET_BYTES_LIMIT + " bytes");
        }
        if (total % 8 != 0) {
            throw bad(Kind.BAD_SIZE, "the packet's size of " + total + " bits is no whole number of bytes");
        }
        if (total < eventsBit || total == 0) {
            throw bad(Kind.BAD_SIZE, "the packet's size of " + total + " bits is less than the " + eventsBit
                    + " bits of its header");
        }
        trustedBytes = OptionalLong.of(total / 8);
        if (content < 0 || content > total) {
            throw bad(Kind.BAD_SIZE, "the packet's content of " + Long.toUnsignedString(content)
                    + " bits is more than its size of " + total + " bits");
        }
        if (content < eventsBit) {
            throw bad(Kind.BAD_SIZE, "the packet's content of " + content + " bits is less than the " + eventsBit
                    + " bits of its header");
        }
        Long begin = found.beginCycles;
        Long end = found.endCycles == null
                ? null
                : Long.valueOf(ClockRule.advance(begin == null ? 0 : begin, found.endCycles, found.endBits));
        return new PacketHeader(origin.file(), origin.index(), origin.byteOffset(), total / 8, content, eventsBit,
                stream.streamClass().id(), found.streamId, begin, end, found.sequenceNumber, found.discardedEvents,
                found.cpuId);
    }

    private DataStreamException bad(Kind kind, String message) {
        return cursor.failure(kind, cursor.start(), message);
    }

    @Nullable
    StreamLayout layoutOf(PacketHeader header) {
        return layout.stream(header.dataStreamClassId());
    }
}
