/** Analyses of the Linux kernel's events, as lttng-modules records them. Traces without those events have no entry. */
@NullMarked
package io.gyre.analysis.kernel;

import org.jspecify.annotations.NullMarked;
