/** A tracer small enough to be known by heart: traces, chunks and manifests made of whatever a test wants. */
@NullMarked
package io.gyre.streams.tiny;

import org.jspecify.annotations.NullMarked;
