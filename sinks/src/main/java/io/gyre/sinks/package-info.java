/**
 * What becomes of the answers: files ({@link io.gyre.sinks.file}), users' topics ({@link io.gyre.sinks.topic}), and the chunks
 * themselves rebuilt on disk ({@link io.gyre.sinks.restore}). Each reads only what is committed, and each is exactly-once: stopped
 * at any moment, even by {@code kill -9} or a full disk, it goes on later with nothing lost and nothing twice.
 *
 * <p>Here lies what the three share: the error they throw and the few calls that make a file durable. Sinks know
 * {@code io.gyre.wire} alone; they never look into the publisher or the analyses.
 */
@NullMarked
package io.gyre.sinks;

import org.jspecify.annotations.NullMarked;
