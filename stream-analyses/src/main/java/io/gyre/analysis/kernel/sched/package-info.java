/**
 * {@code sched}: how long threads wait for a CPU once they are woken.
 *
 * <p>{@link io.gyre.analysis.kernel.sched.WaitFold} pairs wake-ups with switches, and {@link io.gyre.analysis.kernel.sched.Waits} joins stretches of time,
 * for any analysis of waits: what it tells of those that have ended is its {@link io.gyre.analysis.kernel.sched.EndedWaits}, next to
 * the {@link io.gyre.analysis.kernel.sched.OpenWaits} that all have in common.
 */
@NullMarked
package io.gyre.analysis.kernel.sched;

import org.jspecify.annotations.NullMarked;
