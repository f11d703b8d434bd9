package io.gyre.chunk;

import io.gyre.ctf.CtfException;

/** What to do when a trace of a chunk, or a whole data stream file, cannot be read; the others are read when the method returns. */
@FunctionalInterface
public interface ChunkDamage {
    void found(TraceFolder trace, CtfException damage) throws CtfException;

    /**
     * An index of LTTng's is there and not used: what it should tell is read from the packets, so that it costs time alone.
     *
     * @param why names the index file
     */
    default void indexIgnored(TraceFolder trace, String why) {}

    /** Gives up at the first damage. */
    ChunkDamage STRICT = (trace, damage) -> {
        throw damage;
    };

    /** Goes on without what is damaged, for who needs no more than a bound. */
    ChunkDamage IGNORED = (trace, damage) -> {};
}
