package io.gyre.publisher.pack;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.PublishException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.age.AgeRecipient;
import java.util.List;

/**
 * Packs one chunk after another, with the same memory and the same second thread. Not thread-safe.
 */
public final class ChunkPacker implements AutoCloseable {
    private final Workspaces workspaces = new Workspaces();
    private final SealBehind sealer = new SealBehind();

    /** Packs as {@link #pack(ChunkId, ChunkInventory, SegmentOptions, List, SegmentSink, Pace)} does, as fast as it can. */
    public PackedChunk pack(ChunkId chunk, ChunkInventory inventory, SegmentOptions options,
            List<? extends AgeRecipient> recipients, SegmentSink sink) throws PublishException {
        return pack(chunk, inventory, options, recipients, sink, Pace.UNLIMITED);
    }

    /**
     * Packs all files of the inventory; hands segments to the sink, on this thread, as they are full.
     *
     * @throws ChunkFileException when a file cannot be read as the inventory says
     * @throws PublishException what the sink or the pace throws
     */
    public PackedChunk pack(ChunkId chunk, ChunkInventory inventory, SegmentOptions options,
            List<? extends AgeRecipient> recipients, SegmentSink sink, Pace pace) throws PublishException {
        var sealing = new SegmentCutter.Sealing(options, recipients, sealer, workspaces);
        try (var cutter = new SegmentCutter(chunk, inventory.bytes(), sealing, sink)) {
            return new Packing(inventory, cutter, sealer, pace).pack();
        } catch (ChunkFileException e) {
            if (Thread.currentThread().isInterrupted()) {
                // Which closes the file that is being read.
                throw new BrokerException(BrokerException.Kind.CLOSING, "the publisher is closing", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        sealer.close();
        workspaces.close();
    }
}
