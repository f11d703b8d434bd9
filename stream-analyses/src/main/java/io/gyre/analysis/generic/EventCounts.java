package io.gyre.analysis.generic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

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
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
    }

    public long events() {
        return byClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return both together} Commutes, since no figure depends on order. */
    public EventCounts plus(EventCounts other) {
        var sum = new TreeMap<>(byClass);
        other.byClass.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return new EventCounts(sum, Math.min(firstNs, other.firstNs), Math.max(lastNs, other.lastNs));
    }
}
