/**
 * The analyses on Kafka Streams, exactly once: {@link io.gyre.streams.GyreStreams} runs what {@link io.gyre.streams.GyreTopology}
 * builds.
 *
 * <p>The processors here only connect records, state stores and pure functions. The functions live in {@code plan}, {@code decode}
 * and {@code stitch}, and in {@link io.gyre.analysis.line}, which a report without Kafka uses too.
 */
@NullMarked
package io.gyre.streams;

import org.jspecify.annotations.NullMarked;
