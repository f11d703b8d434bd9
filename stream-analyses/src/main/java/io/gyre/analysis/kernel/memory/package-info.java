/** {@code memory}: who took pages and kernel memory, and who gave them back. */
@NullMarked
package io.gyre.analysis.kernel.memory;

import org.jspecify.annotations.NullMarked;
