/**
 * Packets: where they lie, what their headers say, and the sources that hand them out.
 *
 * <p>{@link io.gyre.ctf.read.PacketFile} reads the packets of one data stream from its files; {@link
 * io.gyre.ctf.read.PacketScan} reads headers alone; {@link io.gyre.ctf.read.PacketHeaders} does so from bytes that are in memory.
 * {@link io.gyre.ctf.read.PacketCursor} is where the readers of events stand.
 */
@NullMarked
package io.gyre.ctf.read;

import org.jspecify.annotations.NullMarked;
