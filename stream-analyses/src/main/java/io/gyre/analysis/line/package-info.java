/**
 * From windows to a session line: {@code WindowFold} folds one window, {@link io.gyre.analysis.line.LineStitch}
 * joins the windows in the order of their chunks and says what can be answered. Pure but for reading the inputs; no Kafka here.
 *
 * {@snippet :
 * var analyses = new AnalysisSet(List.of(new EventsAnalysis()));
 * WindowPartials partials = new WindowFold(analyses, Slices.seconds()).fold(window, () -> inputs, Damage.STRICT,
 *         failed -> {});
 * var next = new NextWindow(Start.FIRST, window, partials, 1);
 * Step step = new LineStitch(analyses, Slices.seconds()).apply(line, LineState.start(analyses), next);
 * }
 */
@NullMarked
package io.gyre.analysis.line;

import org.jspecify.annotations.NullMarked;
