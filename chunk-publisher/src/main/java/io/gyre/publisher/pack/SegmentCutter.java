package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.SegmentId;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.CompressedSegment;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.PieceHead;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentWorkspace;
import io.gyre.wire.seal.SegmentWriter;
import io.gyre.wire.seal.age.AgeRecipient;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
    private final Sealing with;
    private final SegmentSink sink;
    private final Open zero;
    private Open others;
    private @Nullable Open packets;
    private int nextIndex = 1;
    /** Those that segments have now. */
    private final Set<SegmentWorkspace> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable UnderWay underWay;

    /** How segments are made, for whom, and with what. */
    record Sealing(SegmentOptions options, List<? extends AgeRecipient> recipients, SealBehind sealer,
            Workspaces workspaces) {}

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
            this.workspace = with.workspaces.take();
            taken.add(workspace);
            this.writer = new SegmentWriter(id, with.options, workspace);
        }

        private <X extends Exception> void add(PieceHead.Packet packet, int stream, SegmentWriter.Content<X> content)
                throws X {
            writer.add(packet, content);
            streams.add(stream);
            beginNs = Math.min(beginNs, packet.beginNs());
            endNs = Math.max(endNs, packet.endNs());
            packets++;
        }

        private PackedSegment seal() {
            PackedSegment segment = packed(writer.end());
            giveBack(workspace);
            return segment;
        }

        /** Seals while the next segment is compressed, and hands the one before to the sink. */
        private void sealMeanwhile() throws PublishException {
            CompressedSegment compressed = writer.end();
            takeUnderWay();
            underWay = new UnderWay(with.sealer.start(() -> packed(compressed)), workspace);
        }

        private PackedSegment packed(CompressedSegment compressed) {
            return new PackedSegment(compressed.seal(with.recipients), beginNs, endNs, packets, List.copyOf(streams));
        }
    }

    /** @param chunkBytes of all files of the chunk */
    SegmentCutter(ChunkId chunk, long chunkBytes, Sealing with, SegmentSink sink) {
        this.chunk = chunk;
        this.with = with;
        this.sink = sink;
        this.zero = open(0);
        this.others = zero;
        boolean small = chunkBytes <= Math.min((long) with.options.sealedBytes() * USUAL_RATIO,
                with.options.rawBytes());
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
    void addOther(PieceHead.FilePart part, SegmentWriter.Content<? extends PublishException> content)
            throws PublishException {
        boolean shared = packets == others;
        if (!shared && !others.writer.hasRoomFor(part.length())) {
            others.sealMeanwhile();
            others = open(nextIndex++);
        }
        others.writer.add(part, content);
    }

    /** Adds the next packet in the order of time. */
    void addPacket(PieceHead.Packet packet, int stream, SegmentWriter.Content<? extends PublishException> content)
            throws PublishException {
        Open into = packets;
        if (into != null && into != others && !into.writer.hasRoomFor(packet.length())) {
            into.sealMeanwhile();
            into = null;
        }
        if (into == null) {
            into = open(nextIndex++);
            packets = into;
        }
        into.add(packet, stream, content);
    }

    /**
     * Makes a packet that may be too large for a record a segment of its own.
     *
     * @param content the whole of it
     * @return whether it fits; otherwise nothing was done
     */
    boolean addLargePacket(PieceHead.Packet packet, int stream, byte[] content) throws PublishException {
        sealPackets();
        Open alone = open(nextIndex);
        alone.add(packet, stream, bytesOf(content));
        PackedSegment segment = alone.seal();
        if (segment.sealed().value().length > Topics.MAX_SEGMENT_BYTES) {
            return false;
        }
        nextIndex++;
        sink.take(segment);
        return true;
    }

    /** Begins to seal the last packets; none follow. */
    void endPackets() throws PublishException {
        Open last = packets;
        if (last != null && last != others) {
            packets = null;
            last.sealMeanwhile();
        }
    }

    /** Seals what is open; all packets must have ended before. */
    void finish() throws PublishException {
        PackedSegment rest = others.seal();
        takeUnderWay();
        sink.take(rest);
    }

    /** Waits for what is being sealed, which nobody wants any more. */
    @Override
    public void close() {
        UnderWay left = underWay;
        underWay = null;
        if (left != null) {
            left.segment().abandon();
        }
        taken.forEach(with.workspaces::give);
        taken.clear();
    }

    private void giveBack(SegmentWorkspace workspace) {
        taken.remove(workspace);
        with.workspaces.give(workspace);
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
            giveBack(ready.workspace());
            sink.take(segment);
        }
    }

    /** {@return content that lies in memory, to be read once} */
    static SegmentWriter.Content<RuntimeException> bytesOf(byte[] content) {
        var from = ByteBuffer.wrap(content);
        return into -> {
            int end = from.position() + into.remaining();
            into.put(from.limit(end));
        };
    }

    private Open open(int index) {
        return new Open(new SegmentId(chunk, index));
    }
}
