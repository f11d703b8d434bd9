/**
 * Archives on disk: trace chunks as LTTng's session rotation leaves them, grouped into session lines, and the exact windows
 * that make each chunk answer for its own time.
 *
 * {@snippet :
 * for (SessionLine line : Archives.find(List.of(Path.of("~/lttng-traces")))) {
 *     List<Window> windows = Windows.of(line);
 *     try (var reader = EventReader.dynamic(ChunkStreams.open(line, ChunkDamage.STRICT), visitor, Damage.STRICT)) {
 *         reader.runUntil(Long.MAX_VALUE);
 *     }
 * }
 * }
 *
 * <p>{@link io.gyre.chunk.Archives} only looks at folders and at what traces say of their session. {@link io.gyre.chunk.Windows} needs
 * the first and last packet of each stream, from LTTng's index where it is valid. {@link io.gyre.chunk.ChunkStreams} opens the packets.
 */
@NullMarked
package io.gyre.chunk;

import org.jspecify.annotations.NullMarked;
