/**
 * Figures that merge exactly: sums in 128 bits, histograms of fixed buckets, lists of the longest. Each comes as an immutable value,
 * which partials hold, and as a tally that a fold adds to without allocating. {@link io.gyre.analysis.figures.FixedMap} and
 * {@link io.gyre.analysis.figures.MapJoin} do the same for maps. For the authors of analyses outside Gyre, too.
 */
@NullMarked
package io.gyre.analysis.figures;

import org.jspecify.annotations.NullMarked;
