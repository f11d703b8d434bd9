package io.gyre.sinks.restore;

import java.util.Optional;

import io.gyre.wire.ChunkId;
import io.gyre.wire.RecordRef;

/**
 * A chunk that could not be restored.
 *
 * @param manifest where its manifest lies
 * @param chunk unless the manifest cannot even be read
 * @param code stable: a {@link RestoreException.Kind}'s or that of a {@link io.gyre.wire.WireException}
 * @param message for people
 */
public record RestoreFailure(RecordRef manifest, Optional<ChunkId> chunk, String code, String message) {}
