package io.gyre.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.fleet.FleetFigures;
import java.util.Optional;

/**
 * One question to a trace, answered piecewise.
 *
 * <p>The events of a session line are cut into slices; each slice is folded by a {@link Fold} of its own into a partial,
 * anywhere, in any order; partials of adjacent slices are merged. What the pieces do not know of each other (the thread that
 * was on a CPU before the first switch of a slice, the first value of a counter) a partial keeps as its open ends, and
 * {@link #merge} joins them. The law that every analysis must keep, <em>cut invariance</em>: for every way to cut the same
 * sequence of calls and every order of merging neighbours, {@link #encode} of the result is the same bytes as without any
 * cut. So partials hold integers, and maps that are written in the order of their keys. {@link io.gyre.analysis.testkit}
 * checks it on real traces.
 *
 * <p>An implementation is stateless and thread-safe, has a public constructor without parameters, and is named in
 * {@code META-INF/services/io.gyre.analysis.Analysis} of its jar; {@link Analyses} finds it there. {@link DescribedAnalysis}
 * spares it most of what follows.
 *
 * @param <P> the partial: immutable, or never changed after {@link Fold#cut} or {@link #merge} has returned it
 */
public interface Analysis<P> {

    /** {@return the name that users give to {@code --analysis}: lower case letters, digits and hyphens} */
    String name();

    /** {@return one line for people: what question it answers} */
    String summary();

    /** {@return whether its answers are large}: it then runs only where it is named, and topics get its answers about slices alone. */
    default boolean isLarge() {
        return false;
    }

    /** {@return the version of the encoding of partials and of what they mean, from 1} */
    int version();

    /** {@return a new fold that knows nothing yet; used by one thread} */
    Fold<P> newFold();

    /** {@return what the fold of no event at all gives: the neutral element of {@link #merge}} */
    default P empty() {
        return newFold().cut(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /**
     * Joins what is known of two adjacent stretches of time. Associative, exact, and leaves its arguments as they are.
     *
     * @param left the earlier one
     * @param right begins where {@code left} ends
     */
    P merge(P left, P right);

    /**
     * {@return the partial of a stretch of time of which nothing is known}, such as that of a missing chunk. What is open on its
     * left and what is open on its right must not be joined across it; whoever keeps open ends overrides this.
     */
    default P gap() {
        return empty();
    }

    /**
     * {@return what a session line begins with}: the partial of the time before it, of which nothing is known and which nothing is missing
     * from. Whoever keeps more of a stretch while that before it may still tell something overrides this.
     */
    default P begin() {
        return empty();
    }

    /** Writes the partial; equal partials give equal bytes. */
    void write(P partial, PartialOutput out);

    /**
     * Reads what {@link #write} has written.
     *
     * @param version of the writer, from 1 to {@link #version}
     */
    P read(PartialInput in, int version) throws PartialFormatException;

    /** {@return whether there is nothing to tell: the line, window or slice then has no entry for this analysis} */
    default boolean isEmpty(View<P> view) {
        return false;
    }

    /** Adds what is known to an entry that already names its session line. Integers where a figure is exact. */
    void json(View<P> view, ObjectNode entry);

    /** {@return the same for people: one or more tables with an empty line between them, each line ended} */
    String text(View<P> view, Detail detail);

    /**
     * {@return the same analysis, which names addresses in programs by these symbols where it renders them}; its partials and figures are the same. This one
     * itself, as here, when it tells of no addresses.
     */
    default Analysis<P> withSymbols(Symbols symbols) {
        return this;
    }

    /**
     * {@return what counts of this stretch of a session line when the same stretch of all lines is rolled up}; empty, as here, when the analysis
     * has nothing to say of a fleet. Figures must not depend on how the line was cut: of a stretch in which nothing has happened that the analysis looks
     * at, they are {@link FleetFigures#NOTHING}.
     */
    default Optional<FleetFigures> fleet(View<P> view) {
        return Optional.empty();
    }

    /** {@return the partial as bytes that name this analysis and its version and bear a checksum} */
    default byte[] encode(P partial) {
        return PartialFrame.encode(this, partial);
    }

    /** {@return the partial of {@link #encode}} */
    default P decode(byte[] bytes) throws PartialFormatException {
        return PartialFrame.decode(this, bytes);
    }
}
