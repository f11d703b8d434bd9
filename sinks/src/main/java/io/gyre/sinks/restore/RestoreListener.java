package io.gyre.sinks.restore;

import java.nio.file.Path;

import io.gyre.wire.ChunkId;

/** Hears what a restore does, on its thread. */
public interface RestoreListener {
    /** Hears nothing. */
    RestoreListener NONE = new RestoreListener() {
    };

    /** A chunk is in its place, every byte checked. */
    default void restored(ChunkId chunk, Path folder, long bytes) {}

    /** A chunk was in its place already. */
    default void skipped(ChunkId chunk, Path folder) {}

    /** A chunk could not be restored; the others go on. */
    default void failed(RestoreFailure failure) {}
}
