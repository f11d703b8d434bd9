package io.gyre.sinks.restore;

import io.gyre.sinks.SinkException;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Manifest;
import io.gyre.wire.SealException;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.WireException;
import io.gyre.wire.seal.SegmentReader;
import io.gyre.wire.seal.ssh.AllowedSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks chunks where they lie on Kafka, writing nothing: who signed the manifest, that every segment is there with the digest that the
 * manifest names, and, with an identity, that the opened pieces are exactly the published files. One segment at a time is in memory.
 */
public final class Verify {
    private final VerifyConfig config;
    private final VerifyListener listener;
    private final SegmentFetch fetch;
    private final List<RestoreFailure> failures = new ArrayList<>();
    private long sound;
    private long segments;
    private long sealedBytes;

    private Verify(VerifyConfig config, VerifyListener listener, SegmentFetch fetch) {
        this.config = config;
        this.listener = listener;
        this.fetch = fetch;
    }

    /** Verifies the chunks, and the ends of lines, whose manifests are there now. */
    public static VerifySummary run(VerifyConfig config, VerifyListener listener) throws SinkException {
        try (SegmentFetch fetch = new SegmentFetch(config.client(), config.topics().segments().name());
                ManifestScan manifests = ManifestScan.open(config.client(), config.topics().chunks().name())) {
            return new Verify(config, listener, fetch).all(manifests);
        }
    }

    private VerifySummary all(ManifestScan manifests) throws SinkException {
        for (Optional<ManifestScan.Found> found = manifests.next(config.selection()); found
                .isPresent(); found = manifests.next(config.selection())) {
            one(found.get());
        }
        return new VerifySummary(sound, segments, sealedBytes, failures);
    }

    private void one(ManifestScan.Found found) throws SinkException {
        Optional<ChunkId> chunk = Optional.empty();
        try {
            Manifest manifest = found.manifest();
            chunk = Optional.of(manifest.chunk());
            if (!config.selection().includes(manifest.line(), manifest.chunkId())) {
                return;
            }
            AllowedSigner signer = found.signer(manifest, config.signers());
            verify(manifest);
            sound++;
            listener.sound(manifest, signer);
        } catch (WireException e) {
            fail(new RestoreFailure(found.place(), chunk, e.code(), String.valueOf(e.getMessage())));
        } catch (RestoreException e) {
            fail(new RestoreFailure(found.place(), chunk, e.code(), String.valueOf(e.getMessage())));
        }
    }

    private void verify(Manifest manifest) throws SinkException, RestoreException, WireException {
        FileDigests files = new FileDigests(manifest.files());
        for (SegmentRef segment : manifest.segments()) {
            if (segment.chunkId() != manifest.chunkId()) {
                throw new RestoreException(RestoreException.Kind.CONTRADICTION, "the manifest of " + manifest.chunk()
                        + " lists a segment of chunk " + segment.chunkId() + " as its own");
            }
            byte[] value = fetch.fetch(segment);
            String place = fetch.place(segment).toString();
            if (config.identities().isEmpty()) {
                checkSealed(value, segment, place);
            } else {
                files.add(SegmentReader.open(value, manifest.line(), segment, config.identities(), place));
            }
            segments++;
            sealedBytes += value.length;
        }
        if (!config.identities().isEmpty() && manifest.kind() == ChunkKind.CHUNK) {
            files.finish();
        }
    }

    private static void checkSealed(byte[] value, SegmentRef segment, String place) throws SealException {
        if (value.length != segment.sealedBytes() || !Sha256.of(value).equals(segment.sha256())) {
            throw new SealException(SealException.Kind.CORRUPT, place,
                    "not the " + segment.sealedBytes() + " bytes that the manifest names: " + value.length
                            + " bytes with another SHA-256");
        }
    }

    private void fail(RestoreFailure failure) {
        failures.add(failure);
        listener.failed(failure);
    }
}
