/**
 * A chunk's folder turned into sealed segments: packets in the order of time, about 1 MiB sealed together; everything else beside them in
 * segment 0. Every byte of every file is in exactly one piece.
 *
 * <p>Headers are read ahead, one per data file; a packet's bytes are read when its turn has come, hashed, compressed and let go. One thread
 * reads and hashes ({@link io.gyre.publisher.pack.ReadAhead}), the caller's compresses, one encrypts full segments
 * ({@link io.gyre.publisher.pack.SealBehind}); the last ones the caller's does. So memory is bounded by the number of data
 * files, two packets, 2 MiB read ahead and the segments on their way, whatever the chunk's size.
 *
 * <p>What cannot be understood (metadata, a packet's header, what follows the last packet) is sealed as parts of a file, with a damage in the
 * manifest. What cannot be <em>read</em> ends the packing: the chunk is tried again later.
 */
@NullMarked
package io.gyre.publisher.pack;

import org.jspecify.annotations.NullMarked;
