package io.gyre.sinks.restore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.gyre.sinks.FolderLock;
import io.gyre.sinks.SinkException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.WireException;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.SegmentReader;

/**
 * Rebuilds chunk folders from Kafka, bit for bit.
 *
 * {@snippet :
 * RestoreSummary summary = Restore.run(new RestoreConfig(client, Topics.DEFAULT, Path.of("restored"), keys.identities(),
 *         new Trust.SignedBy(keys.allowedSigners()), ChunkSelection.ALL), RestoreListener.NONE);
 * }
 *
 * A folder that has its name is complete and checked; a restore that was stopped goes on where it was. One segment at a time is in
 * memory. A chunk that cannot be restored is reported, and the rest goes on; what concerns all (Kafka, the disk) ends the restore.
 */
public final class Restore {
    private final RestoreConfig config;
    private final RestoreListener listener;
    private final SegmentFetch fetch;
    private final List<RestoreFailure> failures = new ArrayList<>();
    private final Set<ChunkId> done = new HashSet<>();
    private long restored;
    private long skipped;
    private long bytes;

    private Restore(RestoreConfig config, RestoreListener listener, SegmentFetch fetch) {
        this.config = config;
        this.listener = listener;
        this.fetch = fetch;
    }

    /** Restores the chunks whose manifests are there now. */
    public static RestoreSummary run(RestoreConfig config, RestoreListener listener) throws SinkException {
        try (FolderLock _ = FolderLock.take(config.out());
                SegmentFetch fetch = new SegmentFetch(config.client(), config.topics().segments().name());
                ManifestScan manifests = ManifestScan.open(config.client(), config.topics().chunks().name())) {
            return new Restore(config, listener, fetch).all(manifests);
        }
    }

    private RestoreSummary all(ManifestScan manifests) throws SinkException {
        for (Optional<ManifestScan.Found> found = manifests.next(config.selection()); found
                .isPresent(); found = manifests
                        .next(config.selection())) {
            one(found.get());
        }
        failures.removeIf(failure -> failure.chunk().filter(done::contains).isPresent());
        return new RestoreSummary(restored, skipped, bytes, failures);
    }

    private void one(ManifestScan.Found found) throws SinkException {
        Optional<ChunkId> chunk = Optional.empty();
        try {
            Manifest manifest = found.manifest();
            chunk = Optional.of(manifest.chunk());
            if (manifest.kind() == ChunkKind.CHUNK
                    && config.selection().includes(manifest.line(), manifest.chunkId())) {
                found.verify(manifest, config.trust());
                restore(manifest);
                done.add(manifest.chunk());
            }
        } catch (WireException e) {
            fail(new RestoreFailure(found.place(), chunk, e.code(), String.valueOf(e.getMessage())));
        } catch (RestoreException e) {
            fail(new RestoreFailure(found.place(), chunk, e.code(), String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw SinkException.writing(config.out(), e);
        }
    }

    private void restore(Manifest manifest) throws IOException, SinkException, RestoreException, WireException {
        ChunkPlan plan = ChunkPlan.of(config.out(), manifest);
        if (ChunkWriter.isRestored(plan)) {
            skipped += done.contains(manifest.chunk()) ? 0 : 1;
            listener.skipped(manifest.chunk(), plan.target());
            return;
        }
        try (ChunkWriter writer = new ChunkWriter(plan)) {
            for (SegmentRef segment : manifest.segments()) {
                writer.write(open(manifest, segment));
            }
            writer.finish();
        }
        long size = plan.files().values().stream().mapToLong(FileRef::size).sum();
        restored++;
        bytes += size;
        listener.restored(manifest.chunk(), plan.target(), size);
    }

    private OpenSegment open(Manifest manifest, SegmentRef segment)
            throws RestoreException, SinkException, WireException {
        if (segment.chunkId() != manifest.chunkId()) {
            throw new RestoreException(RestoreException.Kind.CONTRADICTION,
                    "the manifest of " + manifest.chunk() + " lists a segment of chunk " + segment.chunkId()
                            + " as its own");
        }
        return SegmentReader.open(fetch.fetch(segment), manifest.line(), segment, config.identities(),
                fetch.place(segment).toString());
    }

    private void fail(RestoreFailure failure) {
        failures.add(failure);
        listener.failed(failure);
    }
}
