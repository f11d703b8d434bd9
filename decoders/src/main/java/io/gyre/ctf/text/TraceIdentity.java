package io.gyre.ctf.text;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells traces and clocks apart: in CTF 2 any text, in CTF 1.8 a UUID. */
public final class TraceIdentity {
    private static final String LTTNG = "lttng.org,2009";

    private TraceIdentity() {}

    /**
     * What tells a stream's trace from the others that are read.
     *
     * @param identity the trace's UUID, or where it lies when it has none
     */
    public record Key(Object identity) {}

    public static Key key(StreamInfo stream) {
        UUID uuid = stream.traceClass().uuid();
        return new Key(uuid != null ? uuid : stream.tracePath());
    }

    /** {@return the namespace of a trace's name and identifier, or null}; babeltrace2 gives LTTng's own to its CTF 1.8 traces. */
    public static @Nullable String namespace(TraceClass trace) {
        if (trace.majorVersion() == 2) {
            return text(trace.attributes(), "namespace");
        }
        String tracer = trace.environmentString("tracer_name");
        return tracer != null && tracer.startsWith("lttng") ? LTTNG : null;
    }

    /** {@return a trace's unique identifier, or null}; in CTF 2 the UUID of the preamble is that of the metadata, not of the trace. */
    public static @Nullable String uid(TraceClass trace) {
        return uid(trace.attributes(), trace.majorVersion() == 2 ? null : trace.uuid());
    }

    /** {@return the identifier among what metadata says of a thing} */
    public static @Nullable String uid(Map<String, Object> attributes, @Nullable UUID uuid) {
        String uid = text(attributes, "uid");
        return uid != null ? uid : uuid == null ? null : uuid.toString();
    }

    private static @Nullable String text(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof String text ? text : null;
    }
}
