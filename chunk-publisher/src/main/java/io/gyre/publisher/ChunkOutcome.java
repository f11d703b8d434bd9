package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import java.nio.file.Path;
import java.time.Duration;

/** What became of one chunk. */
public sealed interface ChunkOutcome {
    LineId line();

    long chunkId();

    /** {@return the chunk's folder} */
    Path folder();

    /**
     * It is committed on Kafka and noted in the ledger.
     *
     * @param manifest as it was published
     * @param rawBytes of its files
     * @param sealedBytes of its segments
     */
    record Published(LineId line, long chunkId, Path folder, Manifest manifest, long rawBytes, long sealedBytes,
            Duration took) implements ChunkOutcome {}

    /** It had been published before; nothing was sent. */
    record AlreadyPublished(LineId line, long chunkId, Path folder) implements ChunkOutcome {}

    /** Nothing of it is visible on Kafka; publishing it again tries again. */
    record Failed(LineId line, long chunkId, Path folder, PublishException reason) implements ChunkOutcome {}
}
