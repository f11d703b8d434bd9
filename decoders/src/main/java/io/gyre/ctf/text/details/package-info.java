/**
 * Everything that is read, in the words of babeltrace2's {@code sink.text.details} (2.1, message interchange protocol 1):
 * metadata, beginnings and ends of streams and packets, losses, events. {@link io.gyre.ctf.text.details.DetailsFormat} is the way in.
 *
 * <p>The end of a packet in fewer than 64 bits counts on from its begin, as each other timestamp does from the one before;
 * babeltrace2 2.1 takes it as it is, so that a packet may end before it begins.
 */
@NullMarked
package io.gyre.ctf.text.details;

import org.jspecify.annotations.NullMarked;
