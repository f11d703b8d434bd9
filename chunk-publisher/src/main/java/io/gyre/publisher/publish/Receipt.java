package io.gyre.publisher.publish;

import io.gyre.wire.Manifest;
import java.time.Duration;

/**
 * A committed manifest.
 *
 * @param sending how long packing stood still because the bandwidth or Kafka took no more
 */
public record Receipt(Manifest manifest, long rawBytes, long sealedBytes, Duration sending) {
    static Receipt of(Manifest manifest, Duration sending) {
        return new Receipt(manifest, manifest.files().stream().mapToLong(Manifest.FileRef::size).sum(),
                manifest.segments().stream().mapToLong(segment -> segment.sealedBytes()).sum(), sending);
    }
}
