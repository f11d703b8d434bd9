package io.gyre.chunk;

import io.gyre.ctf.CtfException;

/** What to do when a trace of a chunk, or a whole data stream file, cannot be read; the others are read when the method returns. */
@FunctionalInterface
public interface ChunkDamage {
    void found(TraceFolder trace, CtfException damage) throws CtfException;

    /** Gives up at the first damage. */
    ChunkDamage STRICT = (trace, damage) -> {
        throw damage;
    };

    /** Goes on without what is damaged, for who needs no more than a bound. */
    ChunkDamage IGNORED = (trace, damage) -> {};
}
