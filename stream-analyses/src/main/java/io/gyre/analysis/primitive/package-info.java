/** Maps from primitive keys and from event classes, for handlers that must not allocate. */
@NullMarked
package io.gyre.analysis.primitive;

import org.jspecify.annotations.NullMarked;
