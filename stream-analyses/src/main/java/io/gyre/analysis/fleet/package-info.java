/**
 * What a whole fleet did: the same slice of time of all session lines, rolled up.
 *
 * <p>An analysis takes part by {@link io.gyre.analysis.Analysis#fleet}, which reduces its answer about a slice of one line to {@link
 * io.gyre.analysis.fleet.FleetFigures} of bounded size: sums, distributions, and the names with most weight. {@link
 * io.gyre.analysis.fleet.FleetTally} adds those of all lines up, in the order of the lines; so the roll-up depends on the lines alone, not
 * on when, where and in which order they were analysed.
 *
 * {@snippet :
 * // in an analysis
 * public Optional<FleetFigures> fleet(View<Forks> view) {
 *     var tally = new FiguresTally();
 *     tally.sum("forks", view.value().count());
 *     view.value().byParent().forEach((name, forks) -> tally.top("parents", Unit.COUNT, name, forks));
 *     return Optional.of(tally.figures());
 * }
 * }
 *
 * <p>Sums and distributions are exact. Names are kept by a sketch, which says how far a figure may be off: {@link
 * io.gyre.analysis.fleet.TopNames}.
 */
@NullMarked
package io.gyre.analysis.fleet;

import org.jspecify.annotations.NullMarked;
