package io.gyre.ctf.tsdl;

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
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a trace class as the few lines that the {@code pass-…} files expect. */
final class TraceClassDump {
    private final StringBuilder text = new StringBuilder();

    private TraceClassDump() {}

    static String of(TraceClass trace) {
        var dump = new TraceClassDump();
        dump.line("trace" + (trace.uuid() == null ? "" : " " + trace.uuid()) + attributes(trace.attributes()));
        trace.environment().forEach((key, value) -> dump.line("env " + key + " = " + quoted(value)));
        trace.clocks().forEach(dump::clock);
        dump.root("packet header", trace.packetHeader());
        trace.streams().values().forEach(dump::stream);
        return dump.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(Object value) {
        return value instanceof String string
                ? '"' + string.replace("\n", "\\n").replace("\t", "\\t") + '"'
                : value.toString();
    }

    private static String attributes(Map<String, Object> attributes) {
        return attributes.isEmpty() ? "" : " " + new TreeMap<>(attributes);
    }

    private void clock(ClockClass clock) {
        line("clock " + clock.id() + " " + clock.frequencyHz() + " Hz offset " + clock.offsetSeconds() + " s "
                + clock.offsetCycles()
                + " cycles precision " + clock.precisionCycles() + (clock.uuid() == null ? "" : " " + clock.uuid())
                + (clock.description() == null ? "" : " \"" + clock.description() + "\"")
                + attributes(clock.attributes()));
    }

    private void stream(DataStreamClass stream) {
        line("stream " + Long.toUnsignedString(stream.id())
                + (stream.defaultClock() == null ? "" : " clock " + stream.defaultClock().id())
                + attributes(stream.attributes()));
        root(" packet context", stream.packetContext());
        root(" event header", stream.eventRecordHeader());
        root(" event context", stream.eventRecordCommonContext());
        stream.events().values().forEach(this::event);
    }

    private void event(EventRecordClass event) {
        line(" event " + Long.toUnsignedString(event.id()) + " " + event.name()
                + (event.logLevel().isEmpty() ? "" : " level " + event.logLevel().getAsLong())
                + (event.emfUri() == null ? "" : " " + event.emfUri()) + attributes(event.attributes()));
        root("  context", event.specificContext());
        root("  payload", event.payload());
    }

    private void root(String name, FieldClass.@Nullable Structure root) {
        if (root != null) {
            line(name + (root.minimumAlignment() == 1 ? "" : " align " + root.minimumAlignment()));
            root.members().forEach(
                    member -> line(" ".repeat(name.length() - name.stripLeading().length() + 1) + member.name() + ": "
                            + field(member.fieldClass())));
        }
    }

    private static String field(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLengthInteger integer -> integer(integer);
            case FieldClass.FixedLengthFloatingPoint number ->
                "float" + number.lengthBits() + order(number.byteOrder()) + "@"
                        + number.alignment();
            case FieldClass.NullTerminatedString _ -> "string";
            case FieldClass.StaticLengthString string -> "text[" + string.lengthBytes() + "]";
            case FieldClass.DynamicLengthString string -> "text[" + path(string.length()) + "]";
            case FieldClass.StaticLengthBlob blob -> "blob[" + blob.lengthBytes() + "]" + roles(blob.roles());
            case FieldClass.StaticLengthArray array -> "[" + array.length() + "] of " + field(array.element());
            case FieldClass.DynamicLengthArray array -> "[" + path(array.length()) + "] of " + field(array.element());
            case FieldClass.Structure structure -> structure.members().stream()
                    .map(member -> member.name() + ": " + field(member.fieldClass()))
                    .collect(Collectors.joining(", ", "{", "}"))
                    + (structure.minimumAlignment() == 1 ? "" : "@" + structure.minimumAlignment());
            case FieldClass.Variant variant -> variant.options().stream()
                    .map(option -> option.name() + ranges(option.selectorRanges()) + ": " + field(option.fieldClass()))
                    .collect(Collectors.joining(", ", "<" + path(variant.selector()) + ">{", "}"));
            case FieldClass.VariableLengthInteger _,FieldClass.FixedLengthBitArray _,FieldClass.FixedLengthBoolean _,FieldClass.DynamicLengthBlob _,FieldClass.Optional _ ->
                throw new AssertionError("not in CTF 1.8: " + field);
        };
    }

    private static String integer(FieldClass.FixedLengthInteger integer) {
        return (integer.signedness() == Signedness.SIGNED ? "s" : "u") + integer.lengthBits()
                + order(integer.byteOrder()) + "@"
                + integer.alignment() + (integer.base().radix() == 10 ? "" : " base " + integer.base().radix())
                + mappings(integer.mappings()) + roles(integer.roles());
    }

    private static String order(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? "be" : "le";
    }

    private static String roles(Set<Role> roles) {
        return roles.isEmpty() ? "" : " " + new TreeSet<>(roles);
    }

    private static String mappings(Mappings mappings) {
        return mappings.isEmpty()
                ? ""
                : mappings.entries().stream().map(mapping -> mapping.label() + ranges(mapping.ranges()))
                        .collect(Collectors.joining(" ", " (", ")"));
    }

    private static String ranges(RangeSet set) {
        return set.ranges().stream().map(range -> range.lower() == range.upper()
                ? value(set, range.lower())
                : value(set, range.lower()) + ".." + value(set, range.upper()))
                .collect(Collectors.joining(",", "=", ""));
    }

    private static String value(RangeSet set, long value) {
        return set.signedness() == Signedness.SIGNED ? Long.toString(value) : Long.toUnsignedString(value);
    }

    private static String path(FieldPath path) {
        return name(path.scope()) + path.steps().stream().map(step -> step == FieldPath.CURRENT ? ".*" : "." + step)
                .collect(Collectors.joining());
    }

    private static String name(Scope scope) {
        return switch (scope) {
            case PACKET_HEADER -> "packet-header";
            case PACKET_CONTEXT -> "packet-context";
            case EVENT_RECORD_HEADER -> "header";
            case EVENT_RECORD_COMMON_CONTEXT -> "common";
            case EVENT_RECORD_SPECIFIC_CONTEXT -> "specific";
            case EVENT_RECORD_PAYLOAD -> "payload";
        };
    }
}
