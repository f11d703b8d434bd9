package io.gyre.analysis;

import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * What an analysis does with its partials, said once.
 *
 * @param version of the encoding and of what partials mean, from 1
 * @param empty {@link Analysis#empty}
 * @param gap {@link Analysis#gap}
 * @param merge {@link Analysis#merge}
 * @param writer {@link Analysis#write}
 * @param reader {@link Analysis#read}
 */
public record Partials<P>(int version, P empty, P gap, BinaryOperator<P> merge, BiConsumer<P, PartialOutput> writer,
        Reader<P> reader) {

    /** Reads what any version from 1 has written. */
    @FunctionalInterface
    public interface Reader<P> {
        P read(PartialInput in, int version) throws PartialFormatException;
    }

    /** Of an encoding that all versions have in common. */
    public Partials(int version, P empty, P gap, BinaryOperator<P> merge, BiConsumer<P, PartialOutput> writer,
            PartialInput.Reader<P> reader) {
        this(version, empty, gap, merge, writer, (in, theirs) -> reader.read(in));
    }

    /** Without open ends: a gap is as good as nothing. */
    public Partials(int version, P empty, BinaryOperator<P> merge, BiConsumer<P, PartialOutput> writer,
            PartialInput.Reader<P> reader) {
        this(version, empty, empty, merge, writer, reader);
    }
}
