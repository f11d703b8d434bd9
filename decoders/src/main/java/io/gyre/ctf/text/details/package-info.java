/**
 * Everything that is read, in the words of babeltrace2's {@code sink.text.details} (2.1, message interchange protocol 1):
 * metadata, beginnings and ends of streams and packets, losses, events. {@link io.gyre.ctf.text.details.DetailsFormat} is the way in.
 *
 * <p>Of CTF 2 the model keeps no attributes of field classes and no accuracy of clocks; these are not written.
 */
@NullMarked
package io.gyre.ctf.text.details;

import org.jspecify.annotations.NullMarked;
