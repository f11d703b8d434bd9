package io.gyre.publisher.pack;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Packs one chunk. Used once. Not thread-safe. */
public final class ChunkPacker {
    /** Files that are no packets are read in parts of this size. */
    private static final int PART_BYTES = 256 << 10;
    private static final int MAX_PACKET_BYTES = 64 << 20;
    /** Each keeps two file descriptors between its packets; more lanes than this open their files again for each packet. */
    private static final int MAX_OPEN_LANES = 400;
    private static final int PADDING = 8;

    private final ChunkInventory inventory;
    private final SegmentCutter cutter;
    private final DamageLog damages = new DamageLog();
    private final StreamTally tally = new StreamTally();
    private final Map<String, ChunkTrace> traces = new TreeMap<>();
    private final Map<String, FileRef> files = new TreeMap<>();
    private byte[] buffer = new byte[PART_BYTES + PADDING];

    private ChunkPacker(ChunkInventory inventory, SegmentCutter cutter) {
        this.inventory = inventory;
        this.cutter = cutter;
    }

    /**
     * Packs all files of the inventory; hands segments to the sink as they are full.
     *
     * @throws ChunkFileException when a file cannot be read as the inventory says
     * @throws PublishException what the sink throws
     */
    public static PackedChunk pack(ChunkId chunk, ChunkInventory inventory, SegmentOptions options,
            List<? extends AgeRecipient> recipients, SegmentSink sink) throws PublishException {
        try (var cutter = new SegmentCutter(chunk, inventory.bytes(), options, recipients, sink)) {
            return new ChunkPacker(inventory, cutter).pack();
        }
    }

    private PackedChunk pack() throws PublishException {
        inventory.oddities().forEach(damages::add);
        FileRoles roles = FileRoles.of(inventory);
        for (ChunkInventory.Item item : roles.metadata()) {
            packMetadata(item);
        }
        List<DataLane> lanes = new ArrayList<>();
        try {
            for (ChunkInventory.Item item : inventory.files()) {
                ChunkTrace trace = traces.get(FileRoles.folder(item.relativePath()));
                TraceClass traceClass = trace == null ? null : trace.traceClass();
                if (trace != null && traceClass != null && roles.kind(item) == FileRef.Kind.DATA) {
                    var lane = new DataLane(trace, traceClass, new FileBytes(item));
                    lanes.add(lane);
                    lane.advance(damages);
                    lane.rest();
                } else if (!files.containsKey(item.relativePath())) {
                    packWhole(item, roles.kind(item));
                }
            }
            packPackets(lanes);
        } finally {
            for (DataLane lane : lanes) {
                lane.close();
            }
        }
        inventory.checkUnchanged();
        cutter.finish();
        List<FileRef> refs = List.copyOf(files.values());
        return new PackedChunk(ContentDigest.of(refs, inventory.emptyFolders()),
                traces.values().stream().map(ChunkTrace::ref).toList(), refs, inventory.emptyFolders(), tally.refs(),
                damages.entries());
    }

    private void packMetadata(ChunkInventory.Item item) throws PublishException {
        if (!cutter.hasRoomForMetadata(item.size())) {
            damages.add("metadata-too-large", "metadata of " + item.size() + " bytes does not fit into segment 0",
                    item.relativePath(), null, null);
            return;
        }
        try (var bytes = new FileBytes(item)) {
            byte[] content = new byte[(int) item.size()];
            bytes.read(content, content.length);
            cutter.addMetadata(new Piece.FilePart(item.relativePath(), 0, content, 0, content.length));
            FileRef file = finish(bytes, FileRef.Kind.METADATA);
            String tracePath = FileRoles.folder(item.relativePath());
            traces.put(tracePath, ChunkTrace.of(tracePath, content, file, damages));
        }
    }

    private void packWhole(ChunkInventory.Item item, FileRef.Kind kind) throws PublishException {
        try (var bytes = new FileBytes(item)) {
            packParts(bytes, item.size());
            finish(bytes, kind);
        }
    }

    private void packPackets(List<DataLane> lanes) throws PublishException {
        // Packets of one file stay in their order, whatever their times: the order of a stream is that of its file.
        var turns = new PriorityQueue<Turn>(Comparator.comparingLong(Turn::beginNs).thenComparingInt(Turn::lane));
        for (int i = 0; i < lanes.size(); i++) {
            queue(turns, lanes.get(i), i);
        }
        for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
            packPacket(turn.of, turn.head);
            turn.of.advance(damages);
            if (lanes.size() > MAX_OPEN_LANES) {
                turn.of.rest();
            }
            queue(turns, turn.of, turn.lane);
        }
    }

    private record Turn(DataLane of, int lane, DataLane.Head head) {
        long beginNs() {
            return head.beginNs();
        }
    }

    private void queue(PriorityQueue<Turn> turns, DataLane lane, int index) throws PublishException {
        DataLane.Head head = lane.head();
        if (head != null) {
            turns.add(new Turn(lane, index, head));
            return;
        }
        packParts(lane.bytes(), lane.bytes().remaining());
        finish(lane.bytes(), FileRef.Kind.DATA);
        lane.close();
    }

    private void packPacket(DataLane lane, DataLane.Head head) throws PublishException {
        PacketHeader header = head.header();
        FileBytes bytes = lane.bytes();
        packParts(bytes, header.byteOffset() - bytes.position());
        if (head.length() > MAX_PACKET_BYTES) {
            reportTooLarge(lane, head);
            packParts(bytes, head.length());
            return;
        }
        int length = (int) head.length();
        if (buffer.length < length + PADDING) {
            buffer = new byte[length + PADDING];
        }
        bytes.read(buffer, length);
        var piece = new Piece.PacketPiece(lane.path(), header.byteOffset(), header.index(), head.beginNs(),
                head.endNs(), buffer, 0, length);
        int stream = tally.add(lane, head);
        if (length <= SegmentCutter.PLAIN_PACKET_BYTES) {
            cutter.addPacket(piece, stream);
        } else if (!cutter.addLargePacket(piece, stream)) {
            reportTooLarge(lane, head);
            for (int at = 0; at < length; at += PART_BYTES) {
                cutter.addOther(new Piece.FilePart(lane.path(), header.byteOffset() + at, buffer, at,
                        Math.min(PART_BYTES, length - at)));
            }
        }
    }

    private void reportTooLarge(DataLane lane, DataLane.Head head) {
        damages.add("packet-too-large", "a packet of " + head.length() + " bytes does not fit into one record, sealed;"
                + " it can be restored, not analysed", lane.path(), head.header().index(), head.header().byteOffset());
    }

    private void packParts(FileBytes bytes, long length) throws PublishException {
        for (long left = length; left > 0;) {
            int part = (int) Math.min(left, PART_BYTES);
            long offset = bytes.position();
            bytes.read(buffer, part);
            cutter.addOther(new Piece.FilePart(bytes.item().relativePath(), offset, buffer, 0, part));
            left -= part;
        }
    }

    private FileRef finish(FileBytes bytes, FileRef.Kind kind) {
        ChunkInventory.Item item = bytes.item();
        FileRef file = new FileRef(item.relativePath(), item.size(), bytes.sha256(), kind);
        files.put(file.path(), file);
        return file;
    }
}
