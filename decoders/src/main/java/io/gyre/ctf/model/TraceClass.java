package io.gyre.ctf.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one {@code metadata} file says.
 *
 * @param majorVersion 1 or 2
 * @param environment values are {@link Long} or {@link String}, in metadata order
 * @param streams data stream classes by id
 */
public record TraceClass(int majorVersion, @Nullable UUID uuid, @Nullable String name, Map<String, Object> environment,
        FieldClass.@Nullable Structure packetHeader, List<ClockClass> clocks, Map<Long, DataStreamClass> streams,
        Map<String, Object> attributes, FieldAttributes fieldAttributes) {
    /** One without attributes of fields. */
    public TraceClass(int majorVersion, @Nullable UUID uuid, @Nullable String name, Map<String, Object> environment,
            FieldClass.@Nullable Structure packetHeader, List<ClockClass> clocks, Map<Long, DataStreamClass> streams,
            Map<String, Object> attributes) {
        this(majorVersion, uuid, name, environment, packetHeader, clocks, streams, attributes, FieldAttributes.NONE);
    }

    public TraceClass {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        clocks = List.copyOf(clocks);
        streams = Collections.unmodifiableMap(new TreeMap<>(streams));
        attributes = Map.copyOf(attributes);
    }

    /** {@return a string of the environment, or null} */
    public @Nullable String environmentString(String key) {
        return environment.get(key) instanceof String value ? value : null;
    }
}
