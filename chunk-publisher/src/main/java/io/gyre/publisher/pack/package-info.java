/**
 * A chunk's folder turned into sealed segments: packets in the order of time, about 1 MiB sealed together; everything else beside them in
 * segment 0. Every byte of every file is in exactly one piece.
 *
 * <p>A packet's header is read first, one per data file at a time; its bytes are read when its turn has come, hashed, compressed where they were
 * put and let go, all on the caller's thread: another core would have to fetch each byte again. Full segments are encrypted on a second thread
 * ({@link io.gyre.publisher.pack.SealBehind}), which gets an eighth of the bytes. So memory is bounded by the number of data files and the
 * segments on their way, whatever the chunk's size.
 *
 * <p>What cannot be understood (metadata, a packet's header, what follows the last packet) is sealed as parts of a file, with a damage in the
 * manifest. What cannot be <em>read</em> ends the packing: the chunk is tried again later.
 */
@NullMarked
package io.gyre.publisher.pack;

import org.jspecify.annotations.NullMarked;
