package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.error.LineException;
import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.find.SessionFolder;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.publisher.pack.ChunkInventory;
import io.gyre.publisher.pack.PackedChunk;
import io.gyre.publisher.window.CarriedSegments;
import io.gyre.publisher.window.ChunkWindow;
import io.gyre.publisher.window.LineWindows;
import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.SegmentOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes the chunks of one session line, and its end. Not thread-safe. */
public final class LinePublisher {
    private final PublishSession session;
    private final LineOnDisk onDisk;
    private final LineLedger ledger;
    private final LineWindows windows;

    LinePublisher(PublishSession session, LineOnDisk onDisk, LineLedger ledger) {
        this.session = session;
        this.onDisk = onDisk;
        this.ledger = ledger;
        this.windows = new LineWindows(onDisk.chunks().navigableKeySet(), ledger, new NextChunkLook(onDisk));
    }

    /**
     * Publishes a chunk.
     *
     * @return what was committed, or empty when the chunk had been published before
     */
    public Optional<Receipt> publish(long chunkId, SegmentOptions options, Cancellation cancellation)
            throws PublishException {
        Path folder = onDisk.chunks().get(chunkId);
        if (folder == null) {
            throw new IllegalArgumentException("no folder is known of chunk " + chunkId + " of " + onDisk.line());
        }
        checkNamed();
        ChunkInventory inventory = ChunkInventory.of(folder);
        try (LineLedger.Hold hold = ledger.hold()) {
            if (isPublished(chunkId, inventory)) {
                return Optional.empty();
            }
            LineWriter writer = session.writer(ledger, hold);
            if (isPublished(chunkId, inventory)) {
                return Optional.empty();
            }
            ChunkWindow window = windows.of(chunkId);
            List<SegmentRef> carried = CarriedSegments.from(window.previousChunkId(), ledger);
            Sealing sealing = session.sealing();
            // What the chunk before has sent too fast is not this one's time.
            sealing.limits().bandwidth().await(0, cancellation);
            try (ChunkTransaction transaction = writer.begin()) {
                var segments = new SegmentSender(transaction, session.settings().topics(),
                        sealing.limits().bandwidth(), cancellation);
                PackedChunk packed = session.packer().pack(new ChunkId(line(), chunkId), inventory, options,
                        sealing.recipients().now(), segments, sealing.limits().cpu().pace(cancellation));
                Manifest manifest = Manifests.chunk(line(), chunkId, String.valueOf(folder.getFileName()), packed,
                        window, segments.refs(), carried);
                commit(transaction, manifest, hold);
                return Optional.of(Receipt.of(manifest, segments.waited()));
            }
        }
    }

    /** What became of a line's end. */
    public enum End {
        CLOSED, CLOSED_BEFORE,
        /** Its last chunk is not published: then its end is not known either. */
        NOT_PUBLISHED
    }

    /** {@return the id of the last chunk, on disk or published} */
    public long lastChunkId() {
        long onDiskLast = onDisk.chunks().isEmpty() ? -1 : onDisk.chunks().lastKey();
        return ledger.chunks().isEmpty() ? onDiskLast : Math.max(onDiskLast, ledger.chunks().lastKey());
    }

    /** Publishes that nothing follows the line's last chunk: the windows' events that are left are answered for. */
    public End close() throws PublishException {
        try (LineLedger.Hold hold = ledger.hold()) {
            Optional<End> known = knownEnd();
            if (known.isPresent()) {
                return known.get();
            }
            LineWriter writer = session.writer(ledger, hold);
            known = knownEnd();
            LedgerEntry last = ledger.chunk(lastChunkId());
            if (known.isPresent() || last == null) {
                return known.orElse(End.NOT_PUBLISHED);
            }
            ChunkWindow window = windows.closing(last.chunkId());
            try (ChunkTransaction transaction = writer.begin()) {
                commit(transaction,
                        Manifests.closing(line(), last, window, CarriedSegments.from(last.chunkId(), ledger)), hold);
                return End.CLOSED;
            }
        }
    }

    private Optional<End> knownEnd() throws PublishException {
        long last = lastChunkId();
        if (ledger.chunk(last) == null) {
            return Optional.of(End.NOT_PUBLISHED);
        }
        boolean closed = windows.closing(last).afterNs() == Long.MAX_VALUE;
        return closed ? Optional.of(End.CLOSED_BEFORE) : Optional.empty();
    }

    private LineId line() {
        return ledger.line();
    }

    private void commit(ChunkTransaction transaction, Manifest manifest, LineLedger.Hold hold)
            throws BrokerException, LedgerException {
        RecordMetadata place = new ManifestSender(session, transaction).commit(manifest);
        try {
            hold.add(LedgerEntry.of(manifest, place.partition(), place.offset()));
        } catch (LedgerException e) {
            // It is published, and only Kafka knows: the next writer must ask.
            session.drop(line());
            throw e;
        }
    }

    /** What has no event has time; under a guessed name it would be another line's for ever. */
    private void checkNamed() throws LineException {
        if (!onDisk.named() && !SessionFolder.around(onDisk.archives()).isIdle()) {
            throw new LineException(LineException.Kind.IDENTITY_UNKNOWN, onDisk.archives()
                    + " has no trace yet that names its session; its chunks are published with the first that has one, or"
                    + " when the session has ended");
        }
    }

    private boolean isPublished(long chunkId, ChunkInventory inventory) throws LineException {
        LedgerEntry entry = ledger.chunk(chunkId);
        if (entry == null) {
            return false;
        }
        if (entry.bytes() != inventory.bytes() || entry.files() != inventory.files().size()) {
            throw new LineException(LineException.Kind.CONTENT_DIFFERS, inventory.folder() + " has "
                    + inventory.files().size() + " files of " + inventory.bytes() + " bytes, but chunk " + chunkId
                    + " of " + line() + " was published with " + entry.files() + " files of " + entry.bytes()
                    + " bytes; what is published stays");
        }
        return true;
    }
}
