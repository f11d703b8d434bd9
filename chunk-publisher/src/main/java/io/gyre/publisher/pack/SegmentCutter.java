package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.SegmentId;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.CompressedSegment;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentWorkspace;
import io.gyre.wire.seal.SegmentWriter;
import io.gyre.wire.seal.age.AgeRecipient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a chunk's pieces into segments. Two are open at a time: the one that takes packets, and the one that takes all else, which is
 * segment 0 until that is full. In a small chunk both are segment 0. A third may be sealed meanwhile, on another thread. Not thread-safe.
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
    private final List<SegmentWorkspace> workspaces = new ArrayList<>();
    /** Those that no segment has. */
    private final Deque<SegmentWorkspace> free = new ArrayDeque<>();
    private final SealBehind sealer = new SealBehind();
    private @Nullable UnderWay underWay;

    /** @param workspace that is free when the segment is sealed */
    private record UnderWay(SealBehind.Result segment, SegmentWorkspace workspace) {}

    /** A segment that still takes pieces. */
    private final class Open {
        private final SegmentWorkspace workspace;
        private final SegmentWriter writer;
        private final TreeSet<Integer> streams = new TreeSet<>();
        private long beginNs = Long.MAX_VALUE;
        private long endNs = Long.MIN_VALUE;
        private long packets;

        private Open(SegmentId id) {
            SegmentWorkspace again = free.poll();
            this.workspace = again == null ? newWorkspace() : again;
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
            PackedSegment segment = packed(writer.end());
            free.add(workspace);
            return segment;
        }

        /** Seals while the next segment is compressed, and hands the one before to the sink. */
        private void sealMeanwhile() throws PublishException {
            CompressedSegment compressed = writer.end();
            takeUnderWay();
            underWay = new UnderWay(sealer.start(() -> packed(compressed)), workspace);
        }

        private PackedSegment packed(CompressedSegment compressed) {
            return new PackedSegment(compressed.seal(recipients), beginNs, endNs, packets, List.copyOf(streams));
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
            others.sealMeanwhile();
            others = open(nextIndex++);
        }
        others.writer.add(part);
    }

    /** Adds the next packet in the order of time. */
    void addPacket(Piece.PacketPiece packet, int stream) throws PublishException {
        Open into = packets;
        if (into != null && into != others && !into.writer.hasRoomFor(packet.length())) {
            into.sealMeanwhile();
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
        sealPackets();
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
        sealPackets();
        sink.take(others.seal());
    }

    /** {@return what the sealing thread has used of a core, up to its last segment} */
    long sealerCpuNanos() {
        return sealer.cpuNanos();
    }

    @Override
    public void close() {
        sealer.close();
        workspaces.forEach(SegmentWorkspace::close);
    }

    private SegmentWorkspace newWorkspace() {
        var workspace = new SegmentWorkspace();
        workspaces.add(workspace);
        return workspace;
    }

    private void sealPackets() throws PublishException {
        takeUnderWay();
        Open last = packets;
        if (last != null && last != others) {
            packets = null;
            sink.take(last.seal());
        }
    }

    private void takeUnderWay() throws PublishException {
        UnderWay ready = underWay;
        underWay = null;
        if (ready != null) {
            PackedSegment segment = ready.segment().await();
            free.add(ready.workspace());
            sink.take(segment);
        }
    }

    private Open open(int index) {
        return new Open(new SegmentId(chunk, index));
    }
}
