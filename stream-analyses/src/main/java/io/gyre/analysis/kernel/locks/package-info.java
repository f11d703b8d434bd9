/** {@code locks}: who waited for which futex, how long, and who woke them. */
@NullMarked
package io.gyre.analysis.kernel.locks;

import org.jspecify.annotations.NullMarked;
