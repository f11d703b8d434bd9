/**
 * For authors of analyses: what {@link io.gyre.analysis.Analysis} and {@link io.gyre.analysis.Fold} ask for, checked while an analysis runs.
 * {@link io.gyre.analysis.testkit} checks more, on a trace that the author chooses; this checks less, on whatever trace comes.
 */
@NullMarked
package io.gyre.analysis.check;

import org.jspecify.annotations.NullMarked;
