package io.gyre.ctf.text.json;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is rendered once for the events of one data stream. */
final class StreamJson {
    private static final Map<Scope, byte[]> SCOPES = new EnumMap<>(Map.of(
            Scope.PACKET_HEADER, member("packet_header"),
            Scope.PACKET_CONTEXT, member("packet_context"),
            Scope.EVENT_RECORD_HEADER, member("event_header"),
            Scope.EVENT_RECORD_COMMON_CONTEXT, member("common_context"),
            Scope.EVENT_RECORD_SPECIFIC_CONTEXT, member("specific_context"),
            Scope.EVENT_RECORD_PAYLOAD, member("payload")));

    private final StreamInfo stream;
    private final StreamOrigin origin;
    private final boolean hasClock;
    /** Of the events of one CPU, which a stream is of for LTTng. */
    private final IdentityHashMap<EventRecordClass, byte[]> leads = new IdentityHashMap<>();
    private @Nullable Integer cpu;
    private @Nullable NodeJson[] nodes = new NodeJson[64];

    StreamJson(StreamInfo stream, StreamOrigin origin) {
        this.stream = stream;
        this.origin = origin;
        this.hasClock = stream.dataStreamClass().defaultClock() != null;
    }

    private static byte[] member(String name) {
        return (",\"" + name + "\":{").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] scope(Scope scope) {
        return Objects.requireNonNull(SCOPES.get(scope));
    }

    boolean hasClock() {
        return hasClock;
    }

    /** {@return what stands between the timestamp and the scopes} */
    byte[] lead(EventRecordClass eventClass, PacketHeader packet) {
        if (!Objects.equals(packet.cpuId(), cpu)) {
            leads.clear();
            cpu = packet.cpuId();
        }
        byte[] lead = leads.get(eventClass);
        if (lead == null) {
            lead = text(eventClass).getBytes(StandardCharsets.UTF_8);
            leads.put(eventClass, lead);
        }
        return lead;
    }

    private String text(EventRecordClass eventClass) {
        var text = new StringBuilder(hasClock ? "," : "{");
        add(text, "host", origin.host());
        add(text, "session", origin.session());
        add(text, "trace", origin.trace());
        add(text, "stream", stream.name());
        if (stream.dataStreamId() != null) {
            text.append("\"stream_id\":").append(Long.toUnsignedString(stream.dataStreamId())).append(',');
        }
        if (cpu != null) {
            text.append("\"cpu\":").append(cpu).append(',');
        }
        return text.append("\"event\":").append(NodeJson.quoted(eventClass.name())).toString();
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append('"').append(name).append("\":").append(NodeJson.quoted(value)).append(',');
        }
    }

    NodeJson node(FieldNode node) {
        NodeJson known = node.index() < nodes.length ? nodes[node.index()] : null;
        if (known == null) {
            known = NodeJson.of(node);
            if (node.index() >= nodes.length) {
                nodes = Arrays.copyOf(nodes, Math.max(node.index() + 1, 2 * nodes.length));
            }
            nodes[node.index()] = known;
        }
        return known;
    }
}
