/**
 * What several analyses of the kernel must know of threads and carry along a session line: their names, and which of them each CPU runs.
 * A {@link io.gyre.analysis.kernel.thread.ThreadFold} follows them; {@link io.gyre.analysis.kernel.thread.ThreadNames} and
 * {@link io.gyre.analysis.kernel.thread.RunningThreads} are the parts of a partial that keep them.
 */
@NullMarked
package io.gyre.analysis.kernel.thread;

import org.jspecify.annotations.NullMarked;
