package io.gyre.analysis.kernel.sched;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** What an analysis tells of the waits that have ended in a stretch of time. Immutable. */
public interface EndedWaits<E extends EndedWaits<E>> {

    /**
     * {@return this and then {@code next}}
     *
     * @param wakersOfNext who the wakers in {@code next} are, by what this stretch knows
     * @param met waits that began in this stretch and ended in {@code next}, their wakers known already; no two of the same thread
     */
    E followedBy(E next, IntUnaryOperator wakersOfNext, List<Wait> met);
}
