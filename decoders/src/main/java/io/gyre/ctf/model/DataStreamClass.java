package io.gyre.ctf.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data stream class and its event record classes.
 *
 * @param id unsigned
 * @param events by id, in ascending signed order
 */
public record DataStreamClass(long id, @Nullable String name, @Nullable ClockClass defaultClock,
        FieldClass.@Nullable Structure packetContext, FieldClass.@Nullable Structure eventRecordHeader,
        FieldClass.@Nullable Structure eventRecordCommonContext, Map<Long, EventRecordClass> events,
        Map<String, Object> attributes) {
    public DataStreamClass {
        events = Collections.unmodifiableMap(new TreeMap<>(events));
        attributes = Map.copyOf(attributes);
    }
}
