package io.gyre.analysis.generic;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
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

    void write(PartialOutput out) {
        out.writeSigned(firstNs);
        out.writeSigned(lastNs);
        out.writeUnsigned(byClass.size());
        byClass.forEach((name, count) -> {
            out.writeString(name);
            out.writeUnsigned(count);
        });
    }

    static EventCounts read(PartialInput in) throws PartialFormatException {
        long firstNs = in.readSigned();
        long lastNs = in.readSigned();
        return new EventCounts(in.readMap(2, PartialInput::readString, PartialInput::readUnsigned), firstNs, lastNs);
    }
}
