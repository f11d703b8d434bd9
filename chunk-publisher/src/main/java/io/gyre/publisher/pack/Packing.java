package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.seal.Piece;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packing of one chunk. Used once. Not thread-safe. */
final class Packing {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ChunkInventory inventory;
    private final SegmentCutter cutter;
    private final SealBehind sealer;
    private final Pace pace;
    private final DamageLog damages = new DamageLog();
    private final StreamTally tally = new StreamTally();
    private final Map<String, ChunkTrace> traces = new TreeMap<>();
    private final Map<String, FileRef> files = new TreeMap<>();

    Packing(ChunkInventory inventory, SegmentCutter cutter, SealBehind sealer, Pace pace) {
        this.inventory = inventory;
        this.cutter = cutter;
        this.sealer = sealer;
        this.pace = pace;
    }

    PackedChunk pack() throws PublishException {
        inventory.oddities().forEach(damages::add);
        FileRoles roles = FileRoles.of(inventory);
        for (ChunkInventory.Item item : roles.metadata()) {
            packMetadata(item);
        }
        long begin = cpuNanos();
        new ChunkReader(inventory, roles, traces, files, tally, damages, cutter,
                () -> pace.spent(cpuNanos() - begin)).read();
        cutter.endPackets();
        inventory.checkUnchanged();
        List<FileRef> refs = List.copyOf(files.values());
        ContentDigest digest = ChunkDigest.of(refs, inventory.emptyFolders());
        cutter.finish();
        return new PackedChunk(digest,
                traces.values().stream().map(ChunkTrace::ref).toList(), refs, inventory.emptyFolders(), tally.refs(),
                damages.entries());
    }

    private void packMetadata(ChunkInventory.Item item) throws PublishException {
        if (!cutter.hasRoomForMetadata(item.size())) {
            damages.add("metadata-too-large", "metadata of " + item.size() + " bytes does not fit into segment 0",
                    item.relativePath(), null, null);
            return;
        }
        try (var bytes = new FileBytes(item, new byte[FileBytes.SCRATCH_BYTES])) {
            byte[] content = new byte[(int) item.size()];
            bytes.read(ByteBuffer.wrap(content));
            cutter.addMetadata(new Piece.FilePart(item.relativePath(), 0, content, 0, content.length));
            FileRef file = bytes.ref(FileRef.Kind.METADATA);
            files.put(file.path(), file);
            String tracePath = FileRoles.folder(item.relativePath());
            traces.put(tracePath, ChunkTrace.of(tracePath, content, file, damages));
        }
    }

    /** {@return what both threads have used of the cores, the second one up to its last segment} */
    private long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime() + sealer.cpuNanos();
    }
}
