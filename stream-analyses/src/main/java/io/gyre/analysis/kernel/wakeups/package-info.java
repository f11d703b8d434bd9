/** {@code wakeups}: who wakes whom, and what a thread waited for in the end. */
@NullMarked
package io.gyre.analysis.kernel.wakeups;

import org.jspecify.annotations.NullMarked;
