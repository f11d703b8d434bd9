/** FLEET: what session lines add to a slice of their fleet, and the roll-ups of that, as records. Pure functions. */
@NullMarked
package io.gyre.streams.fleet;

import org.jspecify.annotations.NullMarked;
