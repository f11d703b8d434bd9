/**
 * Stretches of time that threads are off the CPUs: since when and why, who woke them, until when. An
 * {@link io.gyre.analysis.kernel.away.AwayTracker} finds them, {@link io.gyre.analysis.kernel.away.Aways} is the part of a partial that keeps
 * the open ends.
 */
@NullMarked
package io.gyre.analysis.kernel.away;

import org.jspecify.annotations.NullMarked;
