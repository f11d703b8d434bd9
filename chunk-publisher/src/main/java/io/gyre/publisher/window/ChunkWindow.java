package io.gyre.publisher.window;

import org.jspecify.annotations.Nullable;

/**
 * A chunk's place in its line.
 *
 * @param previousChunkId the chunk before it, as far as is known; null for the first one
 * @param afterNs exclusive, nanoseconds since the epoch
 * @param upToNs inclusive
 */
public record ChunkWindow(@Nullable Long previousChunkId, long afterNs, long upToNs) {}
