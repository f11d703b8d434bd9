package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.source.Diagnostics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the fragments after the preamble, in order. */
final class TraceClassBuilder {
    private static final Set<String> TRACE = Set.of("namespace", "name", "uid", "packet-header-field-class",
            "environment");
    private static final Set<String> STREAM = Set.of("id", "namespace", "name", "uid", "default-clock-class-id",
            "packet-context-field-class", "event-record-header-field-class",
            "event-record-common-context-field-class");
    private static final Set<String> EVENT = Set.of("id", "data-stream-class-id", "namespace", "name", "uid",
            "specific-context-field-class", "payload-field-class");

    private final Diagnostics diagnostics;
    private final @Nullable UUID uuid;
    private final Map<String, Object> preambleAttributes;
    private final FieldClassReader fieldClasses;
    private final FieldClassBuilder builder;
    private final ClockClasses clocks;
    private @Nullable Properties trace;
    private FieldClass.@Nullable Structure packetHeader;
    private Map<String, Object> environment = Map.of();
    private final Map<Long, Stream> streams = new HashMap<>();

    /** @param roots of the scopes that all its events share */
    private record Stream(Properties properties, @Nullable ClockClass clock, Map<Scope, FieldClass.Structure> roots,
            Map<Long, EventRecordClass> events) {}

    TraceClassBuilder(Diagnostics diagnostics, @Nullable UUID uuid, Map<String, Object> preambleAttributes) {
        this.diagnostics = diagnostics;
        this.uuid = uuid;
        this.preambleAttributes = preambleAttributes;
        this.fieldClasses = new FieldClassReader(diagnostics);
        this.builder = new FieldClassBuilder(diagnostics, fieldClasses, uuid != null);
        this.clocks = new ClockClasses(diagnostics);
    }

    void add(String type, JsonValue.Structure fragment) throws MetadataException {
        switch (type) {
            case "field-class-alias" -> addAlias(fragment);
            case "trace-class" -> addTrace(fragment);
            case "clock-class" -> clocks.add(fragment);
            case "data-stream-class" -> addStream(fragment);
            case "event-record-class" -> addEvent(fragment);
            case "preamble" -> throw diagnostics.semantic(fragment.offset(), "second preamble, expected just one");
            default -> throw diagnostics.semantic(fragment.offset(), "fragment of type \"" + type
                    + "\" is unknown, expected a field-class-alias, trace-class, clock-class, data-stream-class or event-record-class");
        }
    }

    private void addAlias(JsonValue.Structure fragment) throws MetadataException {
        var alias = new Properties(diagnostics, "a field-class-alias", fragment, Set.of("name", "field-class"));
        String name = alias.requireText("name");
        diagnostics.enter("field class alias", name);
        fieldClasses.define(name, alias.require("field-class"), fragment.offset());
        diagnostics.leave();
    }

    private void addTrace(JsonValue.Structure fragment) throws MetadataException {
        if (trace != null) {
            throw diagnostics.semantic(fragment.offset(), "second trace class, expected just one");
        } else if (!streams.isEmpty()) {
            throw diagnostics.semantic(fragment.offset(),
                    "trace class after a data stream class, expected it before the first");
        }
        var properties = new Properties(diagnostics, "a trace-class", fragment, TRACE);
        diagnostics.enter("the trace class");
        properties.text("namespace");
        properties.text("name");
        properties.text("uid");
        environment = environment(properties);
        packetHeader = root(properties, "packet-header-field-class", Scope.PACKET_HEADER, Map.of(), false);
        trace = properties;
        diagnostics.leave();
    }

    private static Map<String, Object> environment(Properties trace) throws MetadataException {
        var environment = new LinkedHashMap<String, Object>();
        if (trace.find("environment") == null) {
            return environment;
        }
        JsonValue.Structure entries = trace.object("environment", "an object of integers and strings by name");
        for (Map.Entry<String, JsonValue> entry : entries.members().entrySet()) {
            Object plain = entry.getValue() instanceof JsonValue.Whole || entry.getValue() instanceof JsonValue.Text
                    ? KeptAttributes.plain(entry.getValue())
                    : null;
            if (plain == null) {
                throw trace.bad("environment." + entry.getKey(), entry.getValue(),
                        "an integer of 64 bits or a string");
            }
            environment.put(entry.getKey(), plain);
        }
        return environment;
    }

    private FieldClass.@Nullable Structure root(Properties of, String property, Scope scope,
            Map<Scope, FieldClass.Structure> before, boolean hasClock) throws MetadataException {
        JsonValue value = of.find(property);
        if (value == null) {
            return null;
        }
        diagnostics.enter(RoleNames.name(scope));
        FieldClass.Structure root = builder.build(scope, fieldClasses.read(value), before, hasClock);
        diagnostics.leave();
        return root;
    }

    private void addStream(JsonValue.Structure fragment) throws MetadataException {
        var properties = new Properties(diagnostics, "a data-stream-class", fragment, STREAM);
        long id = properties.unsigned("id", 0);
        if (streams.containsKey(id)) {
            throw diagnostics.semantic(fragment.offset(), "second data stream class with id "
                    + Long.toUnsignedString(id) + ", expected another id");
        }
        diagnostics.enter("data stream class " + Long.toUnsignedString(id));
        properties.text("namespace");
        properties.text("name");
        properties.text("uid");
        ClockClass clock = properties.find("default-clock-class-id") == null
                ? null
                : clocks.find(properties, "default-clock-class-id");
        var roots = new EnumMap<Scope, FieldClass.Structure>(Scope.class);
        if (packetHeader != null) {
            roots.put(Scope.PACKET_HEADER, packetHeader);
        }
        addRoot(roots, properties, "packet-context-field-class", Scope.PACKET_CONTEXT, clock != null);
        addRoot(roots, properties, "event-record-header-field-class", Scope.EVENT_RECORD_HEADER, clock != null);
        addRoot(roots, properties, "event-record-common-context-field-class", Scope.EVENT_RECORD_COMMON_CONTEXT,
                clock != null);
        streams.put(id, new Stream(properties, clock, roots, new HashMap<>()));
        diagnostics.leave();
    }

    private void addRoot(Map<Scope, FieldClass.Structure> roots, Properties of, String property, Scope scope,
            boolean hasClock) throws MetadataException {
        FieldClass.Structure root = root(of, property, scope, roots, hasClock);
        if (root != null) {
            roots.put(scope, root);
        }
    }

    private void addEvent(JsonValue.Structure fragment) throws MetadataException {
        var properties = new Properties(diagnostics, "an event-record-class", fragment, EVENT);
        long id = properties.unsigned("id", 0);
        long streamId = properties.unsigned("data-stream-class-id", 0);
        String name = properties.text("name");
        Stream stream = streams.get(streamId);
        if (stream == null) {
            throw diagnostics.semantic(fragment.offset(), "event record class of data stream class "
                    + Long.toUnsignedString(streamId) + ", expected one that is defined before: "
                    + (streams.isEmpty() ? "there is none" : streams.keySet()));
        } else if (stream.events.containsKey(id)) {
            throw diagnostics.semantic(fragment.offset(), "second event record class with id "
                    + Long.toUnsignedString(id) + " in data stream class " + Long.toUnsignedString(streamId)
                    + ", expected another id");
        }
        diagnostics.enter("event record class", name == null ? Long.toUnsignedString(id) : name);
        properties.text("namespace");
        properties.text("uid");
        var scopes = new EnumMap<Scope, FieldClass.Structure>(Scope.class);
        scopes.putAll(stream.roots);
        addRoot(scopes, properties, "specific-context-field-class", Scope.EVENT_RECORD_SPECIFIC_CONTEXT, false);
        addRoot(scopes, properties, "payload-field-class", Scope.EVENT_RECORD_PAYLOAD, false);
        Map<String, Object> attributes = KeptAttributes.of(properties, "namespace", "uid");
        stream.events.put(id, new EventRecordClass(id, name == null ? "" : name, LogLevels.number(attributes),
                LogLevels.emfUri(attributes), scopes.get(Scope.EVENT_RECORD_SPECIFIC_CONTEXT),
                scopes.get(Scope.EVENT_RECORD_PAYLOAD), attributes));
        diagnostics.leave();
    }

    TraceClass build() throws MetadataException {
        var streamClasses = new HashMap<Long, DataStreamClass>();
        for (Map.Entry<Long, Stream> entry : streams.entrySet()) {
            Stream stream = entry.getValue();
            streamClasses.put(entry.getKey(), new DataStreamClass(entry.getKey(), stream.properties.text("name"),
                    stream.clock, stream.roots.get(Scope.PACKET_CONTEXT),
                    stream.roots.get(Scope.EVENT_RECORD_HEADER),
                    stream.roots.get(Scope.EVENT_RECORD_COMMON_CONTEXT), stream.events,
                    KeptAttributes.of(stream.properties, "namespace", "uid")));
        }
        var attributes = new LinkedHashMap<String, Object>();
        if (!preambleAttributes.isEmpty()) {
            attributes.put("preamble", preambleAttributes);
        }
        if (trace != null) {
            attributes.putAll(KeptAttributes.of(trace, "namespace", "uid"));
        }
        return new TraceClass(2, uuid, trace == null ? null : trace.text("name"), environment, packetHeader,
                clocks.all(), streamClasses, attributes, builder.attributes());
    }
}
