package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.SegmentId;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SealedSegment;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentWorkspace;
import io.gyre.wire.seal.SegmentWriter;
import io.gyre.wire.seal.age.AgeRecipient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a chunk's pieces into segments. Two are open at a time: the one that takes packets, and the one that takes all else, which is
 * segment 0 until that is full. In a small chunk both are segment 0. Not thread-safe.
 */
final class SegmentCutter implements AutoCloseable {
    /** Sealed for certain within the largest record, even if nothing of it compresses. */
    static final int PLAIN_PACKET_BYTES = Topics.MAX_SEGMENT_BYTES - (1 << 20);
    /** What every reader of the chunk must hold. */
    private static final long METADATA_BYTES = 64L << 20;
    /** Traces compress at least so well; a chunk of this many sealed sizes is one segment. */
    private static final int USUAL_RATIO = 4;

    private final ChunkId chunk;
    private final SegmentOptions options;
    private final List<? extends AgeRecipient> recipients;
    private final SegmentSink sink;
    private final Open zero;
    private Open others;
    private @Nullable Open packets;
    private int nextIndex = 1;
    private final Deque<SegmentWorkspace> workspaces = new ArrayDeque<>();

    /** A segment that still takes pieces. */
    private final class Open {
        private final SegmentWorkspace workspace;
        private final SegmentWriter writer;
        private final TreeSet<Integer> streams = new TreeSet<>();
        private long beginNs = Long.MAX_VALUE;
        private long endNs = Long.MIN_VALUE;
        private long packets;

        private Open(SegmentId id) {
            SegmentWorkspace again = workspaces.poll();
            this.workspace = again == null ? new SegmentWorkspace() : again;
            this.writer = new SegmentWriter(id, options, workspace);
        }

        private void add(Piece.PacketPiece packet, int stream) {
            writer.add(packet);
            streams.add(stream);
            beginNs = Math.min(beginNs, packet.beginNs());
            endNs = Math.max(endNs, packet.endNs());
            packets++;
        }

        private PackedSegment seal() {
            SealedSegment sealed = writer.seal(recipients);
            workspaces.add(workspace);
            return new PackedSegment(sealed, beginNs, endNs, packets, List.copyOf(streams));
        }
    }

    /** @param chunkBytes of all files of the chunk */
    SegmentCutter(ChunkId chunk, long chunkBytes, SegmentOptions options, List<? extends AgeRecipient> recipients,
            SegmentSink sink) {
        this.chunk = chunk;
        this.options = options;
        this.recipients = recipients;
        this.sink = sink;
        this.zero = open(0);
        this.others = zero;
        boolean small = chunkBytes <= Math.min((long) options.sealedBytes() * USUAL_RATIO, options.rawBytes());
        this.packets = small ? zero : null;
    }

    /** {@return whether metadata of this length fits into segment 0}, the only place where readers look for it */
    boolean hasRoomForMetadata(long length) {
        return zero.writer.rawBytes() + length <= METADATA_BYTES
                && zero.writer.estimatedSealedBytes() + length <= PLAIN_PACKET_BYTES;
    }

    void addMetadata(Piece.FilePart part) {
        zero.writer.add(part);
    }

    /** Adds what is not a packet; all metadata must have been added before. */
    void addOther(Piece.FilePart part) throws PublishException {
        boolean shared = packets == others;
        if (!shared && !others.writer.hasRoomFor(part.length())) {
            sink.take(others.seal());
            others = open(nextIndex++);
        }
        others.writer.add(part);
    }

    /** Adds the next packet in the order of time. */
    void addPacket(Piece.PacketPiece packet, int stream) throws PublishException {
        Open into = packets;
        if (into != null && into != others && !into.writer.hasRoomFor(packet.length())) {
            sink.take(into.seal());
            into = null;
        }
        if (into == null) {
            into = open(nextIndex++);
            packets = into;
        }
        into.add(packet, stream);
    }

    /**
     * Makes a packet that may be too large for a record a segment of its own.
     *
     * @return whether it fits; otherwise nothing was done
     */
    boolean addLargePacket(Piece.PacketPiece packet, int stream) throws PublishException {
        Open last = packets;
        if (last != null && last != others) {
            packets = null;
            sink.take(last.seal());
        }
        Open alone = open(nextIndex);
        alone.add(packet, stream);
        PackedSegment segment = alone.seal();
        if (segment.sealed().value().length > Topics.MAX_SEGMENT_BYTES) {
            return false;
        }
        nextIndex++;
        sink.take(segment);
        return true;
    }

    /** Seals what is open. */
    void finish() throws PublishException {
        Open last = packets;
        if (last != null && last != others) {
            packets = null;
            sink.take(last.seal());
        }
        sink.take(others.seal());
    }

    @Override
    public void close() {
        zero.workspace.close();
        others.workspace.close();
        Open last = packets;
        if (last != null) {
            last.workspace.close();
        }
        workspaces.forEach(SegmentWorkspace::close);
    }

    private Open open(int index) {
        return new Open(new SegmentId(chunk, index));
    }
}
