/**
 * {@code schedlog}: every wait of a thread for a CPU, one by one; {@code sched} tells their sums.
 *
 * <p>Waits are found and joined by what {@link io.gyre.analysis.kernel.sched} has for that; those that have ended are kept in a
 * {@link io.gyre.analysis.kernel.schedlog.WaitLog}.
 */
@NullMarked
package io.gyre.analysis.kernel.schedlog;

import org.jspecify.annotations.NullMarked;
