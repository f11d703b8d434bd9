package io.gyre.ctf.testing;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.TraceClass;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a trace class as CTF 2 metadata: strings in quotes, all properties given, locations from their scope's root. */
public final class JsonWriter {
    private final TraceClass trace;
    private final StringBuilder text = new StringBuilder();
    private @Nullable DataStreamClass stream;
    private @Nullable EventRecordClass event;

    private JsonWriter(TraceClass trace) {
        this.trace = trace;
    }

    public static String write(TraceClass trace) {
        var writer = new JsonWriter(trace);
        writer.fragment(object("type", quoted("preamble"), "version", "2", "uuid", uuid(trace.uuid())));
        writer.fragment(object("type", quoted("trace-class"), "name", quoted(trace.name()),
                "packet-header-field-class", writer.root(trace.packetHeader())));
        trace.clocks().forEach(clock -> writer.fragment(clock(clock)));
        trace.streams().values().forEach(writer::stream);
        return writer.text.toString();
    }

    private void fragment(String json) {
        text.append('\u001E').append(json).append('\n');
    }

    private static String object(@Nullable String... namesAndValues) {
        var members = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                members.add(quoted(namesAndValues[i]) + ": " + namesAndValues[i + 1]);
            }
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : '"' + text + '"';
    }

    private static @Nullable String uuid(@Nullable UUID uuid) {
        if (uuid == null) {
            return null;
        }
        byte[] bytes = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits()).array();
        var numbers = new ArrayList<String>();
        for (byte b : bytes) {
            numbers.add(String.valueOf(b & 0xFF));
        }
        return numbers.toString();
    }

    private static String clock(ClockClass clock) {
        return object("type", quoted("clock-class"), "id", quoted(clock.id()), "name", quoted(clock.name()),
                "description", quoted(clock.description()), "frequency", Long.toString(clock.frequencyHz()),
                "precision", clock.precisionCycles() == 0 ? null : Long.toString(clock.precisionCycles()), "origin",
                clock.originIsUnixEpoch() ? quoted("unix-epoch") : null, "offset-from-origin",
                object("seconds", Long.toString(clock.offsetSeconds()), "cycles",
                        Long.toString(clock.offsetCycles())));
    }

    private void stream(DataStreamClass of) {
        stream = of;
        event = null;
        ClockClass clock = of.defaultClock();
        fragment(object("type", quoted("data-stream-class"), "id", Long.toUnsignedString(of.id()), "name",
                quoted(of.name()), "default-clock-class-id", clock == null ? null : quoted(clock.id()),
                "packet-context-field-class", root(of.packetContext()), "event-record-header-field-class",
                root(of.eventRecordHeader()), "event-record-common-context-field-class",
                root(of.eventRecordCommonContext())));
        for (EventRecordClass one : of.events().values()) {
            event = one;
            fragment(object("type", quoted("event-record-class"), "id", Long.toUnsignedString(one.id()), "name",
                    quoted(one.name()), "data-stream-class-id", Long.toUnsignedString(of.id()),
                    "specific-context-field-class", root(one.specificContext()), "payload-field-class",
                    root(one.payload())));
        }
    }

    private @Nullable String root(FieldClass.@Nullable Structure root) {
        return root == null ? null : field(root);
    }

    private String field(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLength fixed -> fixed(fixed);
            case FieldClass.VariableLengthInteger integer -> object("type",
                    quoted("variable-length-" + signedness(integer.signedness()) + "-integer"),
                    "preferred-display-base", String.valueOf(integer.base().radix()), "mappings",
                    mappings(integer.mappings()), "roles", roles(integer.roles()));
            case FieldClass.NullTerminatedString string ->
                object("type", quoted("null-terminated-string"), "encoding", name(string.encoding()));
            case FieldClass.StaticLengthString string -> object("type", quoted("static-length-string"), "length",
                    Long.toString(string.lengthBytes()), "encoding", name(string.encoding()));
            case FieldClass.DynamicLengthString string -> object("type", quoted("dynamic-length-string"),
                    "length-field-location", location(string.length()), "encoding", name(string.encoding()));
            case FieldClass.StaticLengthBlob blob -> object("type", quoted("static-length-blob"), "length",
                    Long.toString(blob.lengthBytes()), "media-type", quoted(blob.mediaType()), "roles",
                    roles(blob.roles()));
            case FieldClass.DynamicLengthBlob blob -> object("type", quoted("dynamic-length-blob"),
                    "length-field-location", location(blob.length()), "media-type", quoted(blob.mediaType()));
            case FieldClass.Structure structure -> object("type", quoted("structure"), "minimum-alignment",
                    String.valueOf(structure.minimumAlignment()), "member-classes",
                    structure.members().stream()
                            .map(member -> object("name", quoted(member.name()), "field-class",
                                    field(member.fieldClass())))
                            .toList().toString());
            case FieldClass.StaticLengthArray array -> object("type", quoted("static-length-array"), "length",
                    Long.toString(array.length()), "minimum-alignment", String.valueOf(array.minimumAlignment()),
                    "element-field-class", field(array.element()));
            case FieldClass.DynamicLengthArray array -> object("type", quoted("dynamic-length-array"),
                    "length-field-location", location(array.length()), "minimum-alignment",
                    String.valueOf(array.minimumAlignment()), "element-field-class", field(array.element()));
            case FieldClass.Optional optional -> object("type", quoted("optional"), "selector-field-location",
                    location(optional.selector()), "selector-field-ranges",
                    optional.selectorRanges().ranges().isEmpty() ? null : ranges(optional.selectorRanges()),
                    "field-class", field(optional.content()));
            case FieldClass.Variant variant -> object("type", quoted("variant"), "selector-field-location",
                    location(variant.selector()), "options",
                    variant.options().stream()
                            .map(option -> object("name", quoted(option.name()), "selector-field-ranges",
                                    ranges(option.selectorRanges()), "field-class", field(option.fieldClass())))
                            .toList().toString());
        };
    }

    private static String fixed(FieldClass.FixedLength field) {
        String type = switch (field) {
            case FieldClass.FixedLengthInteger integer -> signedness(integer.signedness()) + "-integer";
            case FieldClass.FixedLengthBitArray array -> array.flags().isEmpty() ? "bit-array" : "bit-map";
            case FieldClass.FixedLengthBoolean _ -> "boolean";
            case FieldClass.FixedLengthFloatingPoint _ -> "floating-point-number";
        };
        var integer = field instanceof FieldClass.FixedLengthInteger of ? of : null;
        return object("type", quoted("fixed-length-" + type), "length", String.valueOf(field.lengthBits()),
                "byte-order", quoted(field.byteOrder() == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian"),
                "bit-order",
                quoted(field.bitOrder() == BitOrder.FIRST_TO_LAST ? "first-to-last" : "last-to-first"), "alignment",
                String.valueOf(field.alignment()), "flags",
                field instanceof FieldClass.FixedLengthBitArray array ? mappings(array.flags()) : null,
                "preferred-display-base", integer == null ? null : String.valueOf(integer.base().radix()), "mappings",
                integer == null ? null : mappings(integer.mappings()), "roles",
                integer == null ? null : roles(integer.roles()));
    }

    private static String signedness(Signedness signedness) {
        return signedness.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String name(Enum<?> constant) {
        return quoted(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static @Nullable String roles(Set<Role> roles) {
        return roles.isEmpty()
                ? null
                : new TreeSet<>(roles).stream().map(JsonWriter::name).collect(Collectors.joining(", ", "[", "]"));
    }

    private static @Nullable String mappings(Mappings mappings) {
        return mappings.isEmpty()
                ? null
                : mappings.entries().stream().map(entry -> quoted(entry.label()) + ": " + ranges(entry.ranges()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String ranges(RangeSet set) {
        return set.ranges().stream().map(range -> "[" + bound(set, range.lower()) + ", " + bound(set, range.upper())
                + "]").toList().toString();
    }

    private static String bound(RangeSet set, long bound) {
        return set.signedness() == Signedness.SIGNED ? Long.toString(bound) : Long.toUnsignedString(bound);
    }

    private String location(FieldPath path) {
        return object("origin", name(path.scope()), "path", names(path).stream().map(JsonWriter::quoted)
                .collect(Collectors.joining(", ", "[", "]")));
    }

    /** Names of members; what lies between two structures needs none. */
    private List<String> names(FieldPath path) {
        FieldClass field = roots().get(path.scope());
        var names = new ArrayList<String>();
        for (int step : path.steps()) {
            switch (field) {
                case FieldClass.Structure structure -> {
                    names.add(structure.members().get(step).name());
                    field = structure.members().get(step).fieldClass();
                }
                case FieldClass.Variant variant -> field = variant.options().get(step).fieldClass();
                case FieldClass.Optional optional -> field = optional.content();
                case FieldClass.StaticLengthArray array -> field = array.element();
                case FieldClass.DynamicLengthArray array -> field = array.element();
                case null, default -> throw new AssertionError(path);
            }
        }
        return names;
    }

    private Map<Scope, FieldClass> roots() {
        var roots = new EnumMap<Scope, FieldClass>(Scope.class);
        put(roots, Scope.PACKET_HEADER, trace.packetHeader());
        if (stream != null) {
            put(roots, Scope.PACKET_CONTEXT, stream.packetContext());
            put(roots, Scope.EVENT_RECORD_HEADER, stream.eventRecordHeader());
            put(roots, Scope.EVENT_RECORD_COMMON_CONTEXT, stream.eventRecordCommonContext());
        }
        if (event != null) {
            put(roots, Scope.EVENT_RECORD_SPECIFIC_CONTEXT, event.specificContext());
            put(roots, Scope.EVENT_RECORD_PAYLOAD, event.payload());
        }
        return roots;
    }

    private static void put(Map<Scope, FieldClass> roots, Scope scope, @Nullable FieldClass root) {
        if (root != null) {
            roots.put(scope, root);
        }
    }
}
