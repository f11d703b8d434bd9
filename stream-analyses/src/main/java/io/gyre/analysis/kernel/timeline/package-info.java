/**
 * {@code timeline}: the intervals in which threads and CPUs were in one state, one by one; {@code threads} and {@code cpus} tell their sums.
 *
 * <p>What a slice's partial keeps is not intervals but what ended and began them ({@link io.gyre.analysis.kernel.timeline.Change}s, noted by
 * a {@link io.gyre.analysis.kernel.timeline.ChangeRecorder}), next to the partial of {@code threads}, whose open ends say how the slice begins. So
 * merging is putting one list behind another. {@link io.gyre.analysis.kernel.timeline.Replay} makes the intervals when an answer is rendered.
 */
@NullMarked
package io.gyre.analysis.kernel.timeline;

import org.jspecify.annotations.NullMarked;
