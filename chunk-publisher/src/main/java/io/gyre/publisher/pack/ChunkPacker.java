package io.gyre.publisher.pack;

import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packs one chunk. Used once. Not thread-safe; reads on a second thread, seals on a third. */
public final class ChunkPacker {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ChunkInventory inventory;
    private final SegmentCutter cutter;
    private final Pace pace;
    /** Of the files, found while reading. */
    private final DamageLog damages = new DamageLog();
    /** Of the segments, found while sealing. */
    private final DamageLog cutDamages = new DamageLog();
    private final StreamTally tally = new StreamTally();
    private final Map<String, ChunkTrace> traces = new TreeMap<>();
    private final Map<String, FileRef> files = new TreeMap<>();

    private ChunkPacker(ChunkInventory inventory, SegmentCutter cutter, Pace pace) {
        this.inventory = inventory;
        this.cutter = cutter;
        this.pace = pace;
    }

    /** Packs as {@link #pack(ChunkId, ChunkInventory, SegmentOptions, List, SegmentSink, Pace)} does, as fast as it can. */
    public static PackedChunk pack(ChunkId chunk, ChunkInventory inventory, SegmentOptions options,
            List<? extends AgeRecipient> recipients, SegmentSink sink) throws PublishException {
        return pack(chunk, inventory, options, recipients, sink, Pace.UNLIMITED);
    }

    /**
     * Packs all files of the inventory; hands segments to the sink, on this thread, as they are full.
     *
     * @throws ChunkFileException when a file cannot be read as the inventory says
     * @throws PublishException what the sink or the pace throws
     */
    public static PackedChunk pack(ChunkId chunk, ChunkInventory inventory, SegmentOptions options,
            List<? extends AgeRecipient> recipients, SegmentSink sink, Pace pace) throws PublishException {
        try (var cutter = new SegmentCutter(chunk, inventory.bytes(), options, recipients, sink)) {
            return new ChunkPacker(inventory, cutter, pace).pack();
        }
    }

    private PackedChunk pack() throws PublishException {
        inventory.oddities().forEach(damages::add);
        FileRoles roles = FileRoles.of(inventory);
        for (ChunkInventory.Item item : roles.metadata()) {
            packMetadata(item);
        }
        try (var ahead = ReadAhead.start(
                outlet -> new ChunkReader(inventory, roles, traces, files, tally, damages, outlet).read())) {
            long begin = threadCpuNanos();
            for (Batch batch = ahead.next(); batch != null; batch = ahead.next()) {
                for (Batch.Entry entry : batch.entries()) {
                    packEntry(entry);
                }
                ahead.release(batch);
                pace.spent(threadCpuNanos() - begin + ahead.readerCpuNanos() + cutter.sealerCpuNanos());
            }
        }
        inventory.checkUnchanged();
        cutter.finish();
        cutDamages.entries().forEach(damages::add);
        List<FileRef> refs = List.copyOf(files.values());
        return new PackedChunk(ChunkDigest.of(refs, inventory.emptyFolders()),
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
            bytes.read(content, 0, content.length);
            cutter.addMetadata(new Piece.FilePart(item.relativePath(), 0, content, 0, content.length));
            FileRef file = bytes.ref(FileRef.Kind.METADATA);
            files.put(file.path(), file);
            String tracePath = FileRoles.folder(item.relativePath());
            traces.put(tracePath, ChunkTrace.of(tracePath, content, file, damages));
        }
    }

    private void packEntry(Batch.Entry entry) throws PublishException {
        switch (entry) {
            case Batch.Entry.Part(Piece.FilePart part) -> cutter.addOther(part);
            case Batch.Entry.Packet(Piece.PacketPiece packet, int stream) -> packPacket(packet, stream);
        }
    }

    private void packPacket(Piece.PacketPiece packet, int stream) throws PublishException {
        if (packet.length() <= SegmentCutter.PLAIN_PACKET_BYTES) {
            cutter.addPacket(packet, stream);
        } else if (!cutter.addLargePacket(packet, stream)) {
            cutDamages.addTooLarge(packet.path(), packet.packetIndex(), packet.fileOffset(), packet.length());
            for (int at = 0; at < packet.length(); at += Batch.USUAL_BYTES) {
                cutter.addOther(new Piece.FilePart(packet.path(), packet.fileOffset() + at, packet.buffer(),
                        packet.offset() + at, Math.min(Batch.USUAL_BYTES, packet.length() - at)));
            }
        }
    }

    private static long threadCpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
