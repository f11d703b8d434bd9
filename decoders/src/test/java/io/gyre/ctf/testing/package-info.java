/** Trace classes and packets made by hand, for tests. */
@NullMarked
package io.gyre.ctf.testing;

import org.jspecify.annotations.NullMarked;
