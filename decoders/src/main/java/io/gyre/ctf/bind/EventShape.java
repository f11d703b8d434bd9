package io.gyre.ctf.bind;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;

/**
 * What event record classes must be like, where their names do not tell: which fields they have, of which domain the trace is. Asked once for each
 * class. Shapes that are {@link Object#equals equal} answer the same, since compiled readers are shared.
 */
@FunctionalInterface
public interface EventShape {
    /** Any class will do. */
    EventShape ANY = (_, _) -> true;

    boolean fits(TraceClass trace, EventRecordClass event);
}
