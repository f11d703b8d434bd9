package io.gyre.ctf.model;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An event record class.
 *
 * @param id within its data stream class, unsigned
 * @param logLevel LTTng's numeric log level, when the metadata tells one
 */
public record EventRecordClass(long id, String name, OptionalLong logLevel, @Nullable String emfUri,
        FieldClass.@Nullable Structure specificContext, FieldClass.@Nullable Structure payload,
        Map<String, Object> attributes) {
    public EventRecordClass {
        attributes = Map.copyOf(attributes);
    }
}
