package io.gyre.ctf.compile;

import io.gyre.ctf.bind.Text;
import io.gyre.ctf.compile.HandlerMethod.Parameter;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls handlers from the interpreter: the oracle for compiled handlers. */
final class InterpretedHandlers extends SilentVisitor {
    private final StreamLayout layout;
    private final HandlerSet handlers;
    private final Function<EventRecordClass, List<Binding.Call>> calls;
    private final IdentityHashMap<EventRecordClass, Event> events = new IdentityHashMap<>();
    private Event current = Event.NONE;
    private @Nullable FieldNode array;
    private int nextElement;

    InterpretedHandlers(StreamLayout layout, HandlerSet handlers,
            Function<EventRecordClass, List<Binding.Call>> calls) {
        this.layout = layout;
        this.handlers = handlers;
        this.calls = calls;
    }

    /** One call, and its arguments as far as they are known. */
    private record Prepared(MethodHandle target, Binding.Call call,
            Object[] arguments) {}

    private record Place(Prepared prepared, int argument, ValueType type) {}

    private record Wanted(FieldNode node, int element) {}

    private record Event(List<Prepared> calls, Map<Wanted, List<Place>> places) {
        private static final Event NONE = new Event(List.of(), Map.of());
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        current = events.computeIfAbsent(eventClass, this::prepare);
        for (Prepared prepared : current.calls) {
            for (int i = 0; i < prepared.arguments.length; i++) {
                if (prepared.call.arguments().get(i) instanceof Binding.Known known) {
                    prepared.arguments[i] = value(known.parameter(), stream, packet, eventClass, timestampNs);
                }
            }
        }
    }

    private static Object value(Parameter parameter, StreamInfo stream, PacketHeader packet,
            EventRecordClass eventClass, long timestampNs) {
        return switch (parameter) {
            case HandlerMethod.TimestampNs _ -> timestampNs;
            case HandlerMethod.CpuId _ -> packet.cpuId() == null ? -1 : packet.cpuId();
            case HandlerMethod.ItsEventClass _ -> eventClass;
            case HandlerMethod.ItsStream _ -> stream;
            case HandlerMethod.FieldValue _ -> throw new IllegalStateException("a field is known from its bytes");
        };
    }

    private Event prepare(EventRecordClass eventClass) {
        EventLayout event = layout.event(eventClass);
        var prepares = new ArrayList<Prepared>();
        var places = new HashMap<Wanted, List<Place>>();
        for (Binding.Call call : calls.apply(eventClass)) {
            var prepared = new Prepared(handlers.target(call.method()), call,
                    new Object[call.arguments().size()]);
            prepares.add(prepared);
            for (int i = 0; i < prepared.arguments.length; i++) {
                switch (call.arguments().get(i)) {
                    case Binding.Value value -> places
                            .computeIfAbsent(new Wanted(event.node(value.scope(), value.members()), value.element()),
                                    _ -> new ArrayList<>())
                            .add(new Place(prepared, i, value.type()));
                    case Binding.Missing missing -> prepared.arguments[i] = nothing(missing.type());
                    case Binding.Known _ -> {
                    }
                }
            }
        }
        return new Event(prepares, places);
    }

    private static Object nothing(ValueType type) {
        return switch (type) {
            case INT -> 0;
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            case TEXT -> new Text();
            case STRING -> "";
        };
    }

    private static StringEncoding encoding(FieldNode node) {
        return HandlerSink.encoding(node.fieldClass());
    }

    private List<Place> places(FieldNode node) {
        return current.places.getOrDefault(new Wanted(node, Binding.Value.NO_ELEMENT), List.of());
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        array = node;
        nextElement = 0;
    }

    private List<Place> integerPlaces(FieldNode node) {
        if (array == null || !array.equals(node.parent())) {
            return places(node);
        }
        return current.places.getOrDefault(new Wanted(node, nextElement++), List.of());
    }

    @Override
    public void integer(FieldNode node, long value) {
        for (Place place : integerPlaces(node)) {
            place.prepared.arguments[place.argument] = switch (place.type) {
                case INT -> (int) value;
                case BOOLEAN -> value != 0;
                case LONG, DOUBLE, TEXT, STRING -> value;
            };
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        for (Place place : places(node)) {
            place.prepared.arguments[place.argument] = value;
        }
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        for (Place place : places(node)) {
            place.prepared.arguments[place.argument] = value;
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        for (Place place : places(node)) {
            if (place.type == ValueType.STRING) {
                place.prepared.arguments[place.argument] = Loads.string(buffer, offset, length, encoding(node));
            } else {
                var text = new Text();
                text.wrap(buffer, offset, length, encoding(node));
                place.prepared.arguments[place.argument] = text;
            }
        }
    }

    @Override
    public void endEvent() {
        for (Prepared prepared : current.calls) {
            HandlerSet.call(prepared.target, prepared.arguments);
        }
    }
}
