package io.gyre.streams.decode;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketHeaders;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.Piece;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A segment in memory: the packets of each stream that are still to be read, as views of the segment's buffer. */
final class LoadedSegment {
    private final Map<Integer, Queue<Packet>> unread = new HashMap<>();

    private LoadedSegment() {}

    /** {@return what is left of a segment that cannot be read} */
    static LoadedSegment empty() {
        return new LoadedSegment();
    }

    /**
     * {@return the segment's packets that end later than a time}
     *
     * @param traces by path; packets of others are left out
     * @param bad is told of packets whose header cannot be read
     */
    static LoadedSegment of(OpenSegment segment, StreamTable table, Map<String, TraceClass> traces, long afterNs,
            Consumer<DataStreamException> bad) {
        var loaded = new LoadedSegment();
        var headers = new HashMap<String, PacketHeaders>();
        for (Piece piece : segment.pieces()) {
            TraceClass traceClass = traces.get(ChunkTraces.folderOf(piece.path()));
            if (piece instanceof Piece.PacketPiece packet && traceClass != null && packet.endNs() > afterNs) {
                try {
                    loaded.add(packet, table,
                            headers.computeIfAbsent(packet.path(), any -> new PacketHeaders(traceClass)));
                } catch (DataStreamException e) {
                    bad.accept(e);
                }
            }
        }
        return loaded;
    }

    private void add(Piece.PacketPiece packet, StreamTable table, PacketHeaders headers) throws DataStreamException {
        PacketHeader header = headers.read(packet.buffer(), packet.offset(), packet.length(), packet.length(),
                new PacketHeader.Origin(packet.path(), packet.packetIndex(), packet.fileOffset()));
        unread.computeIfAbsent(table.positionOf(packet.path(), header), any -> new ArrayDeque<>())
                .add(new Packet(packet.buffer(), packet.offset(), packet.length(), header));
    }

    /** {@return the next packet of a stream, or null when there is none left here} */
    @Nullable
    Packet next(int stream) {
        Queue<Packet> packets = unread.get(stream);
        Packet next = packets == null ? null : packets.poll();
        if (packets != null && packets.isEmpty()) {
            unread.remove(stream);
        }
        return next;
    }

    void dropIf(IntPredicate stream) {
        unread.keySet().removeIf(stream::test);
    }

    boolean isRead() {
        return unread.isEmpty();
    }
}
