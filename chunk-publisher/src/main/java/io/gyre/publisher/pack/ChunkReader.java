package io.gyre.publisher.pack;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.PublishException;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.PieceHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Reads all files of a chunk but metadata into segments: packets in the order of time, all else in parts. Used once. Not thread-safe. */
final class ChunkReader {
    private static final int MAX_PACKET_BYTES = 64 << 20;
    /** Each keeps two file descriptors between its packets; more lanes than this open their files again for each packet. */
    private static final int MAX_OPEN_LANES = 400;
    private static final int PART_BYTES = 256 << 10;

    private final ChunkInventory inventory;
    private final FileRoles roles;
    private final Map<String, ChunkTrace> traces;
    private final Map<String, FileRef> files;
    private final StreamTally tally;
    private final DamageLog damages;
    private final SegmentCutter cutter;
    private final Progress progress;
    private final byte[] scratch = new byte[FileBytes.SCRATCH_BYTES];
    private long bytesUntold;

    /** Is told now and then that more was packed; may hold the reading back. */
    interface Progress {
        void made() throws PublishException;
    }

    /**
     * @param traces by the paths of their folders
     * @param files those that are done, to which the others are added
     */
    ChunkReader(ChunkInventory inventory, FileRoles roles, Map<String, ChunkTrace> traces, Map<String, FileRef> files,
            StreamTally tally, DamageLog damages, SegmentCutter cutter, Progress progress) {
        this.inventory = inventory;
        this.roles = roles;
        this.traces = traces;
        this.files = files;
        this.tally = tally;
        this.damages = damages;
        this.cutter = cutter;
        this.progress = progress;
    }

    void read() throws PublishException {
        List<DataLane> lanes = new ArrayList<>();
        try {
            for (ChunkInventory.Item item : inventory.files()) {
                ChunkTrace trace = traces.get(FileRoles.folder(item.relativePath()));
                TraceClass traceClass = trace == null ? null : trace.traceClass();
                if (trace != null && traceClass != null && roles.kind(item) == FileRef.Kind.DATA) {
                    var lane = new DataLane(trace, traceClass, new FileBytes(item, scratch));
                    lanes.add(lane);
                    lane.advance(damages);
                    lane.rest();
                } else if (!files.containsKey(item.relativePath())) {
                    readWhole(item);
                }
            }
            readPackets(lanes);
        } finally {
            for (DataLane lane : lanes) {
                lane.close();
            }
        }
    }

    private void readWhole(ChunkInventory.Item item) throws PublishException {
        try (var bytes = new FileBytes(item, scratch)) {
            readParts(bytes, item.size());
            finish(bytes, roles.kind(item));
        }
    }

    private void readPackets(List<DataLane> lanes) throws PublishException {
        // Packets of one file stay in their order, whatever their times: the order of a stream is that of its file.
        var turns = new PriorityQueue<Turn>(Comparator.comparingLong(Turn::beginNs).thenComparingInt(Turn::lane));
        for (int i = 0; i < lanes.size(); i++) {
            queue(turns, lanes.get(i), i);
        }
        for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
            readPacket(turn.of, turn.head);
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
        readParts(lane.bytes(), lane.bytes().remaining());
        finish(lane.bytes(), FileRef.Kind.DATA);
        lane.close();
    }

    private void readPacket(DataLane lane, DataLane.Head head) throws PublishException {
        PacketHeader header = head.header();
        FileBytes bytes = lane.bytes();
        readParts(bytes, header.byteOffset() - bytes.position());
        if (head.length() > MAX_PACKET_BYTES) {
            damages.addTooLarge(lane.path(), header.index(), header.byteOffset(), head.length());
            readParts(bytes, head.length());
            return;
        }
        int length = (int) head.length();
        var packet = new PieceHead.Packet(lane.path(), header.byteOffset(), header.index(), head.beginNs(),
                head.endNs(), length);
        int stream = tally.add(lane, head);
        if (length <= SegmentCutter.PLAIN_PACKET_BYTES) {
            cutter.addPacket(packet, stream, bytes::read);
        } else {
            readLargePacket(packet, stream, bytes);
        }
        tell(length);
    }

    /** Holds the whole of it in memory until it is known whether it fits into a record. */
    private void readLargePacket(PieceHead.Packet packet, int stream, FileBytes bytes) throws PublishException {
        byte[] content = new byte[packet.length()];
        bytes.read(ByteBuffer.wrap(content));
        if (cutter.addLargePacket(packet, stream, content)) {
            return;
        }
        damages.addTooLarge(packet.path(), packet.packetIndex(), packet.fileOffset(), packet.length());
        var parts = SegmentCutter.bytesOf(content);
        for (int at = 0; at < content.length; at += PART_BYTES) {
            cutter.addOther(new PieceHead.FilePart(packet.path(), packet.fileOffset() + at,
                    Math.min(PART_BYTES, content.length - at)), parts::read);
        }
    }

    private void readParts(FileBytes bytes, long length) throws PublishException {
        for (long left = length; left > 0;) {
            int part = (int) Math.min(left, PART_BYTES);
            cutter.addOther(new PieceHead.FilePart(bytes.item().relativePath(), bytes.position(), part), bytes::read);
            left -= part;
            tell(part);
        }
    }

    private void tell(int bytes) throws PublishException {
        bytesUntold += bytes;
        if (bytesUntold >= PART_BYTES) {
            progress.made();
            bytesUntold = 0;
        }
    }

    private void finish(FileBytes bytes, FileRef.Kind kind) {
        FileRef file = bytes.ref(kind);
        files.put(file.path(), file);
    }
}
