package io.gyre.analysis.generic;

import io.gyre.analysis.Fold;
import io.gyre.analysis.primitive.EventClassMap;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.model.EventRecordClass;
import java.util.TreeMap;

/** Counts every event. */
public final class EventsFold implements Fold<EventCounts> {
    private final EventClassMap<Counter> counters = new EventClassMap<>();
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    private static final class Counter {
        private long events;
    }

    @OnEvent("*")
    public void event(long timestampNs, @EventClass EventRecordClass eventClass) {
        Counter counter = counters.get(eventClass);
        if (counter == null) {
            counter = new Counter();
            counters.put(eventClass, counter);
        }
        counter.events++;
        firstNs = Math.min(firstNs, timestampNs);
        lastNs = Math.max(lastNs, timestampNs);
    }

    @Override
    public EventCounts cut(long afterNs, long upToNs) {
        var byClass = new TreeMap<String, Long>();
        counters.forEach((eventClass, counter) -> {
            if (counter.events > 0) {
                byClass.merge(eventClass.name(), counter.events, Long::sum);
            }
            counter.events = 0;
        });
        var counts = new EventCounts(byClass, firstNs, lastNs);
        firstNs = Long.MAX_VALUE;
        lastNs = Long.MIN_VALUE;
        return counts;
    }
}
