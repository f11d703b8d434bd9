package io.gyre.analysis.generic;

import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.SortedMap;

/**
 * How many events there were: the partial of {@link EventsAnalysis}.
 *
 * @param byClass event class name to count, none 0
 * @param firstNs the earliest event's time; {@link Long#MAX_VALUE} without events
 * @param lastNs the latest event's time; {@link Long#MIN_VALUE} without events
 */
public record EventCounts(SortedMap<String, Long> byClass, long firstNs, long lastNs) {

    public static final EventCounts NONE = new EventCounts(Collections.emptySortedMap(), Long.MAX_VALUE,
            Long.MIN_VALUE);

    public EventCounts {
        byClass = FixedMap.of(byClass);
    }

    public long events() {
        return byClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return both together} Commutes, since no figure depends on order. */
    public EventCounts plus(EventCounts other) {
        return new EventCounts(FixedMap.joined(byClass, other.byClass, Long::sum), Math.min(firstNs, other.firstNs),
                Math.max(lastNs, other.lastNs));
    }
}
