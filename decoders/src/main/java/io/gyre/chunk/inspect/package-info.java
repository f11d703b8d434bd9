/**
 * What a session line holds, counted: traces, streams, packets, event classes, losses, damage, and whether its index files are good.
 * {@link io.gyre.chunk.inspect.Inspection} is the way in.
 */
@NullMarked
package io.gyre.chunk.inspect;

import org.jspecify.annotations.NullMarked;
