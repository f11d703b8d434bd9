/** Maps from primitive keys, for handlers that must not allocate. */
@NullMarked
package io.gyre.analysis.primitive;

import org.jspecify.annotations.NullMarked;
