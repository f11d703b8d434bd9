package io.gyre.publisher.pack;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketWalk;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.ChunkFileException.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * One data file of a readable trace: its bytes, and the header of the packet whose turn is next. Not thread-safe.
 */
final class DataLane implements AutoCloseable {
    private final ChunkTrace trace;
    private final TraceClass traceClass;
    private final FileBytes bytes;
    private final PacketWalk walk;
    private @Nullable Head head;

    /**
     * A packet that waits for its turn.
     *
     * @param length of its bytes that are there; fewer than the header says where the file ends within it
     * @param beginNs {@link Long#MIN_VALUE} when it does not say
     * @param endNs {@link Long#MAX_VALUE} when it does not say
     */
    record Head(PacketHeader header, long length, long beginNs, long endNs) {}

    DataLane(ChunkTrace trace, TraceClass traceClass, FileBytes bytes) throws ChunkFileException {
        this.trace = trace;
        this.traceClass = traceClass;
        this.bytes = bytes;
        try {
            this.walk = PacketWalk.open(bytes.item().path(), traceClass);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    ChunkTrace trace() {
        return trace;
    }

    FileBytes bytes() {
        return bytes;
    }

    String path() {
        return bytes.item().relativePath();
    }

    /** {@return the packet whose turn is next, or null when none is left} */
    @Nullable
    Head head() {
        return head;
    }

    /** Looks for the next packet; what lies between is damaged. */
    void advance(DamageLog damages) throws ChunkFileException {
        while (true) {
            try {
                PacketWalk.Span span = walk.next();
                head = span == null ? null : head(span, damages);
                return;
            } catch (DataStreamException e) {
                damages.add(e, path());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    /** Gives up all file descriptors until they are needed again. */
    void rest() throws ChunkFileException {
        try {
            walk.park();
        } catch (IOException e) {
            throw unreadable(e);
        }
        bytes.rest();
    }

    @Override
    public void close() throws ChunkFileException {
        rest();
    }

    private Head head(PacketWalk.Span span, DamageLog damages) {
        PacketHeader header = span.header();
        if (span.length() < header.packetBytes()) {
            damages.add("packet-truncated",
                    "the packet ends after " + span.length() + " of its " + header.packetBytes() + " bytes", path(),
                    header.index(), header.byteOffset() + span.length());
        }
        ClockClass clock = ChunkTrace.clock(traceClass, header.dataStreamClassId());
        Long begin = header.beginCycles();
        Long end = header.endCycles();
        if (clock == null || begin == null) {
            return new Head(header, span.length(), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        try {
            // A packet that was never closed, as lttng-crash saves it, ends at 0.
            long endNs = end == null || Long.compareUnsigned(end, begin) < 0 ? Long.MAX_VALUE : clock.toNanos(end);
            return new Head(header, span.length(), clock.toNanos(begin), endNs);
        } catch (ArithmeticException e) {
            damages.add("clock-overflow", "the packet's time does not fit 64 bits of nanoseconds", path(),
                    header.index(), header.byteOffset());
            return new Head(header, span.length(), Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private ChunkFileException unreadable(IOException e) {
        Kind kind = e instanceof NoSuchFileException ? Kind.VANISHED : Kind.UNREADABLE;
        return new ChunkFileException(kind, bytes.item().path() + " cannot be read: " + e, e);
    }
}
