package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Statement;
import io.gyre.ctf.tsdl.syntax.Statement.Block;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Resolves the statements of one metadata text into a trace class. */
final class TraceClassBuilder {
    private static final Map<String, Scope> TRACE_ROOTS = Map.of("packet.header", Scope.PACKET_HEADER);
    private static final Map<String, Scope> STREAM_ROOTS = Map.of("packet.context", Scope.PACKET_CONTEXT,
            "event.header",
            Scope.EVENT_RECORD_HEADER, "event.context", Scope.EVENT_RECORD_COMMON_CONTEXT);
    private static final Map<String, Scope> EVENT_ROOTS = Map.of("context", Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
            "fields",
            Scope.EVENT_RECORD_PAYLOAD);

    private final Diagnostics diagnostics;
    private final Preamble preamble;
    private final TypeEvaluator evaluator;
    private final FieldClassBuilder fieldClasses;
    private final TypeScope top = new TypeScope(null);
    private final Map<Scope, Type.Structure> traceRoots = new EnumMap<>(Scope.class);
    private final Map<Long, StreamDraft> streams = new TreeMap<>();

    /** A block with its types evaluated where they stand; fields are found later, when all blocks are known. */
    private record Draft(Attributes attributes, Map<Scope, Type.Structure> roots, int offset) {}

    private record StreamDraft(Draft draft, Map<Long, Draft> events) {}

    private TraceClassBuilder(List<Statement> statements, Diagnostics diagnostics, int end) throws MetadataException {
        this.diagnostics = diagnostics;
        this.preamble = Preamble.read(statements, diagnostics, end);
        var clocks = preamble.clocks().stream().map(ClockClass::id).collect(Collectors.toUnmodifiableSet());
        this.evaluator = new TypeEvaluator(diagnostics, new TypeAttributes(diagnostics, preamble.nativeOrder(), clocks),
                preamble.environment());
        this.fieldClasses = new FieldClassBuilder(diagnostics);
    }

    /** @param end the offset of the text's end, where something missing is reported */
    static TraceClass build(List<Statement> statements, Diagnostics diagnostics, int end) throws MetadataException {
        return new TraceClassBuilder(statements, diagnostics, end).build(statements);
    }

    private TraceClass build(List<Statement> statements) throws MetadataException {
        var events = new ArrayList<Draft>();
        for (Statement statement : statements) {
            if (!(statement instanceof Block block)) {
                evaluator.define(statement, top);
                continue;
            }
            switch (block.kind()) {
                case TRACE -> traceRoots.putAll(draft(block, "the trace", TRACE_ROOTS).roots());
                case STREAM -> addStream(draft(block, "a stream class", STREAM_ROOTS));
                case EVENT -> events.add(draft(block, "an event class", EVENT_ROOTS));
                case ENVIRONMENT, CLOCK, CALLSITE -> {
                }
            }
        }
        if (streams.isEmpty()) {
            streams.put(0L,
                    new StreamDraft(
                            new Draft(new Attributes(diagnostics, "the only stream class", 0, List.of()), Map.of(), 0),
                            new TreeMap<>()));
        }
        for (Draft event : events) {
            addEvent(event);
        }
        FieldClass.Structure packetHeader = fieldClasses.build(Scope.PACKET_HEADER, traceRoots,
                new ClockMap(diagnostics, List.of()));
        var streamClasses = new HashMap<Long, DataStreamClass>();
        for (var stream : streams.entrySet()) {
            streamClasses.put(stream.getKey(), stream(stream.getKey(), stream.getValue()));
        }
        return new TraceClass(1, preamble.uuid(), null, preamble.environment(), packetHeader, preamble.clocks(),
                streamClasses,
                preamble.traceAttributes());
    }

    private Draft draft(Block block, String owner, Map<String, Scope> rootNames) throws MetadataException {
        var attributes = new Attributes(diagnostics, owner, block.offset(), Preamble.attributes(block));
        var roots = new EnumMap<Scope, Type.Structure>(Scope.class);
        var scope = new TypeScope(top);
        boolean named = block.kind() == Block.Kind.EVENT && attributes.find("name") != null;
        if (named) {
            diagnostics.enter("event class", String.valueOf(attributes.text("name")));
        } else {
            diagnostics.enter(owner);
        }
        for (Statement statement : block.statements()) {
            if (statement instanceof Statement.TypeAttribute root) {
                Type type = evaluator.evaluate(root.type(), scope);
                Scope rootScope = rootNames.get(root.name());
                if (rootScope != null) {
                    addRoot(roots, rootScope, type, root);
                }
            } else {
                evaluator.define(statement, scope);
            }
        }
        diagnostics.leave();
        return new Draft(attributes, roots, block.offset());
    }

    private void addRoot(Map<Scope, Type.Structure> roots, Scope scope, Type type, Statement.TypeAttribute root)
            throws MetadataException {
        if (!(type instanceof Type.Structure structure)) {
            throw diagnostics.semantic(root.offset(),
                    "`" + root.name() + "` is " + type.description() + ", expected a structure");
        } else if (roots.put(scope, structure) != null) {
            throw diagnostics.semantic(root.offset(), "`" + root.name() + "` is given twice");
        }
    }

    private void addStream(Draft stream) throws MetadataException {
        long id = stream.attributes().unsigned("id", 0);
        if (streams.putIfAbsent(id, new StreamDraft(stream, new TreeMap<>())) != null) {
            throw diagnostics.semantic(stream.offset(),
                    "second stream class with id " + Long.toUnsignedString(id) + ", expected another id");
        }
    }

    private void addEvent(Draft event) throws MetadataException {
        Attributes attributes = event.attributes();
        if (attributes.find("stream_id") == null && streams.size() > 1) {
            throw diagnostics.semantic(event.offset(),
                    "event class without `stream_id`, expected one because there are "
                            + streams.size() + " stream classes");
        }
        long streamId = attributes.unsigned("stream_id", streams.keySet().iterator().next());
        StreamDraft stream = streams.get(streamId);
        if (stream == null) {
            throw diagnostics.semantic(event.offset(), "event class of stream class " + Long.toUnsignedString(streamId)
                    + ", expected one of " + streams.keySet());
        }
        long id = attributes.unsigned("id", 0);
        if (stream.events().putIfAbsent(id, event) != null) {
            throw diagnostics.semantic(event.offset(),
                    "second event class with id " + Long.toUnsignedString(id) + " in stream class "
                            + Long.toUnsignedString(streamId) + ", expected another id");
        }
    }

    private DataStreamClass stream(long id, StreamDraft stream) throws MetadataException {
        var roots = new EnumMap<Scope, Type.Structure>(Scope.class);
        roots.putAll(traceRoots);
        roots.putAll(stream.draft().roots());
        var clocks = new ClockMap(diagnostics, preamble.clocks());
        diagnostics.enter("stream class " + Long.toUnsignedString(id));
        FieldClass.Structure packetContext = fieldClasses.build(Scope.PACKET_CONTEXT, roots, clocks);
        FieldClass.Structure header = fieldClasses.build(Scope.EVENT_RECORD_HEADER, roots, clocks);
        FieldClass.Structure context = fieldClasses.build(Scope.EVENT_RECORD_COMMON_CONTEXT, roots, clocks);
        var events = new HashMap<Long, EventRecordClass>();
        for (var event : stream.events().entrySet()) {
            roots.remove(Scope.EVENT_RECORD_SPECIFIC_CONTEXT);
            roots.remove(Scope.EVENT_RECORD_PAYLOAD);
            roots.putAll(event.getValue().roots());
            events.put(event.getKey(), event(event.getKey(), event.getValue().attributes(), roots, clocks));
        }
        diagnostics.leave();
        return new DataStreamClass(id, stream.draft().attributes().text("name"), clocks.chosen(), packetContext, header,
                context, events,
                stream.draft().attributes().others());
    }

    private EventRecordClass event(long id, Attributes attributes, Map<Scope, Type.Structure> roots, ClockMap clocks)
            throws MetadataException {
        String name = attributes.find("name") == null ? "" : attributes.text(attributes.require("name"));
        diagnostics.enter("event class", name);
        FieldClass.Structure context = fieldClasses.build(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, roots, clocks);
        FieldClass.Structure payload = fieldClasses.build(Scope.EVENT_RECORD_PAYLOAD, roots, clocks);
        var built = new EventRecordClass(id, name, attributes.optionalSigned("loglevel"),
                attributes.text("model.emf.uri"), context, payload,
                attributes.others());
        diagnostics.leave();
        return built;
    }
}
