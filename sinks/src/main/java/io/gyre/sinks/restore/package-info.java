/**
 * Chunks back from Kafka: {@link io.gyre.sinks.restore.Restore} rebuilds their folders bit for bit,
 * {@link io.gyre.sinks.restore.SealedExport} shows one as it is sealed.
 *
 * <p>A manifest's way: {@link io.gyre.sinks.restore.ManifestScan} reads and verifies it, {@link io.gyre.sinks.restore.ChunkPlan} and
 * {@link io.gyre.sinks.restore.SafePath} check what it wants to be written and where, {@link io.gyre.sinks.restore.SegmentFetch} brings its segments,
 * {@link io.gyre.sinks.restore.ChunkWriter} builds the folder and puts it in its place. Nothing that came over the wire is believed before it is
 * checked, its names least of all.
 */
@NullMarked
package io.gyre.sinks.restore;

import org.jspecify.annotations.NullMarked;
