package io.gyre.analysis.generic.pair;

import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.LowestKeys;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;

/**
 * What is known of pairs in a stretch of time: the partial of {@link PairsAnalysis}.
 *
 * @param latencies of all pairs
 * @param byKey at most {@value #MOST_KEYS} keys, the lowest
 * @param otherKeys pairs of all other keys together
 * @param longest at most {@value #MOST_LONGEST}
 * @param unbegun ends of what had not begun
 * @param unended begins after which another begin of the same key came, or of which a gap keeps the end
 * @param dropped open ends that were let go, because more than {@value #MOST_OPEN} keys had one
 * @param passes whether what is open before the stretch, and whose key it does not touch, is still open after it
 * @param ends at most {@value #MOST_OPEN} keys, the lowest
 */
record PairFigures(Distribution latencies, SortedMap<Key, Durations> byKey, Durations otherKeys,
        List<LongPair> longest, long unbegun, long unended, long dropped, boolean passes, SortedMap<Key, Ends> ends) {

    static final int MOST_KEYS = 1024;
    static final int MOST_LONGEST = 20;
    static final int MOST_OPEN = 1 << 14;

    static final PairFigures NONE = of(true);
    /** Of what nothing is known, or before which nothing is. */
    static final PairFigures CLOSED = of(false);

    private static PairFigures of(boolean passes) {
        return new PairFigures(Distribution.NONE, Collections.emptySortedMap(), Durations.NONE, List.of(), 0, 0, 0,
                passes, Collections.emptySortedMap());
    }

    /** {@return the figures with no more keys than allowed} */
    static PairFigures limited(Distribution latencies, NavigableMap<Key, Durations> byKey, Durations otherKeys,
            List<LongPair> longest, long unbegun, long unended, long dropped, boolean passes,
            NavigableMap<Key, Ends> ends) {
        Durations others = LowestKeys.cut(byKey, MOST_KEYS, otherKeys, Durations::plus);
        long droppedEnds = dropped + Math.max(0, ends.size() - MOST_OPEN);
        LowestKeys.cut(ends, MOST_OPEN, Ends.CLOSED, (kept, _) -> kept);
        return new PairFigures(latencies, LowestKeys.fixed(byKey), others, List.copyOf(longest), unbegun, unended,
                droppedEnds, passes, LowestKeys.fixed(ends));
    }

    boolean isNothing() {
        return latencies.isNone() && unbegun == 0 && unended == 0 && dropped == 0 && ends.isEmpty();
    }

    long open() {
        return ends.values().stream().filter(Ends::isOpen).count();
    }

    PairFigures followedBy(PairFigures next) {
        return new PairJoin(this, next).joined();
    }

    /** {@return the open ends alone}, so that what follows is told with the pairs that it ends. */
    PairFigures opens() {
        return new PairFigures(Distribution.NONE, Collections.emptySortedMap(), Durations.NONE, List.of(), 0, 0, 0,
                passes, ends);
    }
}
