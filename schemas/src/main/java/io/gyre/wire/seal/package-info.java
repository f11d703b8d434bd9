/**
 * Segments: trace data packed, compressed and sealed for Kafka, and opened again.
 *
 * {@snippet :
 * try (var writer = new SegmentWriter(id, SegmentOptions.DEFAULT)) {
 *     while (writer.hasRoomFor(piece.length())) {
 *         writer.add(piece);
 *         piece = …
 *     }
 *     SealedSegment sealed = writer.seal(recipients);
 * }
 * OpenSegment open = SegmentReader.open(sealed.value(), line, ref, identities, "gyre.segments-3@1234");
 * }
 *
 * <p>{@link io.gyre.wire.seal.SegmentFormat} has the grammar. Below live the two formats of others that sealing is made of: age files and
 * SSH signatures. {@link io.gyre.wire.seal.KeyFolder} holds the keys that they need.
 */
@NullMarked
package io.gyre.wire.seal;

import org.jspecify.annotations.NullMarked;
