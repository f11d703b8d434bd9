package io.gyre.publisher.publish;

import io.gyre.wire.Manifest;

/** A committed manifest. */
public record Receipt(Manifest manifest, long rawBytes, long sealedBytes) {
    static Receipt of(Manifest manifest) {
        return new Receipt(manifest, manifest.files().stream().mapToLong(Manifest.FileRef::size).sum(),
                manifest.segments().stream().mapToLong(segment -> segment.sealedBytes()).sum());
    }
}
