package io.gyre.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.chunk.inspect.IndexHealth;
import io.gyre.chunk.inspect.LineSummary;
import io.gyre.chunk.inspect.PacketSummary;
import io.gyre.chunk.inspect.StreamSummary;
import io.gyre.chunk.inspect.TraceSummary;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldAttributes;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.text.FieldClassText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What session lines hold, for programs. Times are in nanoseconds from the origin; what is not known is left out. */
final class InspectJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private InspectJson() {}

    static ArrayNode of(List<LineSummary> summaries) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        summaries.forEach(summary -> line(lines.addObject(), summary));
        return lines;
    }

    private static void line(ObjectNode object, LineSummary summary) {
        object.put("host", summary.line().key().host()).put("session", summary.line().key().session())
                .put("created", summary.line().key().created()).put("path", summary.line().archives().toString());
        ArrayNode chunks = object.putArray("chunks");
        summary.line().chunks().forEach(chunk -> chunks.addObject().put("id", chunk.id()).put("name", chunk.name()));
        time(object, "begin_ns", summary.beginNs());
        time(object, "end_ns", summary.endNs());
        object.put("events", summary.events()).put("packets", summary.packets()).put("bytes", summary.bytes())
                .put("discarded_events", summary.discardedEvents()).put("lost_packets", summary.lostPackets());
        IndexHealth index = summary.index();
        ObjectNode health = object.putObject("index").put("data_files", index.files()).put("present", index.present())
                .put("valid", index.valid());
        index.problems().forEach(health.putArray("problems")::add);
        summary.damages().forEach(object.putArray("damages")::add);
        ArrayNode traces = object.putArray("traces");
        summary.traces().forEach(trace -> trace(traces.addObject(), trace));
    }

    private static void time(ObjectNode object, String name, OptionalLong ns) {
        ns.ifPresent(value -> object.put(name, value));
    }

    private static void trace(ObjectNode object, TraceSummary summary) {
        TraceClass trace = summary.traceClass();
        object.put("path", summary.path()).put("ctf", trace.majorVersion() == 1 ? "1.8" : "2");
        if (trace.uuid() != null) {
            object.put("uuid", trace.uuid().toString());
        }
        if (trace.name() != null) {
            object.put("name", trace.name());
        }
        attributes(object, trace.attributes());
        ObjectNode environment = object.putObject("environment");
        trace.environment().forEach((name, value) -> {
            if (value instanceof Long number) {
                environment.put(name, number);
            } else {
                environment.put(name, value.toString());
            }
        });
        ArrayNode clocks = object.putArray("clocks");
        trace.clocks().forEach(clock -> clock(clocks.addObject(), clock));
        ArrayNode streams = object.putArray("streams");
        summary.streams().forEach(stream -> stream(streams.addObject(), stream));
        ArrayNode classes = object.putArray("stream_classes");
        trace.streams().values().forEach(of -> streamClass(classes.addObject(), of, summary));
    }

    /** What CTF 2 metadata says beyond what decoding needs: user attributes by namespace, and a namespace and a uid of its own. */
    private static void attributes(ObjectNode object, Map<String, Object> attributes) {
        if (!attributes.isEmpty()) {
            object.set("attributes", MAPPER.valueToTree(new TreeMap<>(attributes)));
        }
    }

    private static void clock(ObjectNode object, ClockClass clock) {
        object.put("name", Objects.requireNonNullElse(clock.name(), clock.id()))
                .put("frequency_hz", clock.frequencyHz()).put("offset_seconds", clock.offsetSeconds())
                .put("offset_cycles", clock.offsetCycles()).put("unix_epoch", clock.originIsUnixEpoch());
        attributes(object, clock.attributes());
    }

    private static void stream(ObjectNode object, StreamSummary summary) {
        object.put("name", summary.stream().name());
        number(object, "id", summary.stream().dataStreamId());
        object.put("class", summary.stream().dataStreamClass().id()).put("events", summary.events())
                .put("packets", summary.packets()).put("bytes", summary.bytes());
        time(object, "begin_ns", summary.beginNs());
        time(object, "end_ns", summary.endNs());
        object.put("discarded_events", summary.discardedEvents()).put("lost_packets", summary.lostPackets());
        ArrayNode packets = object.putArray("packet_list");
        summary.packetList().forEach(packet -> packet(packets.addObject(), packet));
    }

    private static void packet(ObjectNode object, PacketSummary summary) {
        PacketHeader header = summary.header();
        object.put("file", header.file()).put("byte_offset", header.byteOffset()).put("bytes", header.packetBytes())
                .put("content_bits", header.contentBits()).put("events", summary.events());
        number(object, "sequence", header.sequenceNumber());
        number(object, "begin_cycles", header.beginCycles());
        number(object, "end_cycles", header.endCycles());
        number(object, "discarded_counter", header.discardedEvents());
    }

    private static void number(ObjectNode object, String name, @Nullable Long value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private static void streamClass(ObjectNode object, DataStreamClass of, TraceSummary summary) {
        object.put("id", of.id());
        attributes(object, of.attributes());
        FieldAttributes ofFields = summary.traceClass().fieldAttributes();
        fields(object, "packet_context", of.packetContext(), ofFields);
        fields(object, "common_context", of.eventRecordCommonContext(), ofFields);
        ArrayNode events = object.putArray("event_classes");
        for (EventRecordClass event : of.events().values()) {
            ObjectNode entry = events.addObject().put("id", event.id()).put("name", event.name());
            event.logLevel().ifPresent(level -> entry.put("log_level", level));
            if (event.emfUri() != null) {
                entry.put("emf_uri", event.emfUri());
            }
            attributes(entry, event.attributes());
            entry.put("events", count(of, event, summary));
            fields(entry, "specific_context", event.specificContext(), ofFields);
            fields(entry, "payload", event.payload(), ofFields);
        }
    }

    private static long count(DataStreamClass of, EventRecordClass event, TraceSummary summary) {
        return summary.streams().stream().filter(stream -> stream.stream().dataStreamClass().id() == of.id())
                .flatMap(stream -> stream.counts().entrySet().stream())
                .filter(entry -> entry.getKey().id() == event.id()).mapToLong(entry -> entry.getValue()).sum();
    }

    private static void fields(ObjectNode object, String name, FieldClass.@Nullable Structure root,
            FieldAttributes kept) {
        if (root != null) {
            ArrayNode fields = object.putArray(name);
            root.members().forEach(member -> {
                ObjectNode field = fields.addObject().put("name", member.name()).put("type",
                        FieldClassText.of(member.fieldClass()));
                attributes(field, kept.of(member));
                if (!kept.of(member.fieldClass()).isEmpty()) {
                    attributes(field.putObject("field_class"), kept.of(member.fieldClass()));
                }
            });
        }
    }
}
