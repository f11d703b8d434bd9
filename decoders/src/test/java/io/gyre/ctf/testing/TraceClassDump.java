package io.gyre.ctf.testing;

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
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a trace class as the few lines that the {@code pass-…} files expect. */
public final class TraceClassDump {
    private final StringBuilder text = new StringBuilder();

    private TraceClassDump() {}

    public static String of(TraceClass trace) {
        var dump = new TraceClassDump();
        dump.line("trace" + (trace.uuid() == null ? "" : " " + trace.uuid())
                + (trace.name() == null ? "" : " " + trace.name()) + attributes(trace.attributes()));
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
                + (clock.originIsUnixEpoch() ? "" : " of unknown origin")
                + attributes(clock.attributes()));
    }

    private void stream(DataStreamClass stream) {
        line("stream " + Long.toUnsignedString(stream.id())
                + (stream.name() == null ? "" : " " + stream.name())
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
            case FieldClass.NullTerminatedString string -> "string" + encoding(string.encoding());
            case FieldClass.StaticLengthString string ->
                "text[" + string.lengthBytes() + "]" + encoding(string.encoding());
            case FieldClass.DynamicLengthString string ->
                "text[" + path(string.length()) + "]" + encoding(string.encoding());
            case FieldClass.StaticLengthBlob blob -> "blob[" + blob.lengthBytes() + "]" + mediaType(blob.mediaType())
                    + roles(blob.roles());
            case FieldClass.StaticLengthArray array ->
                "[" + array.length() + "]" + alignment(array.minimumAlignment()) + " of "
                        + field(array.element());
            case FieldClass.DynamicLengthArray array ->
                "[" + path(array.length()) + "]" + alignment(array.minimumAlignment()) + " of "
                        + field(array.element());
            case FieldClass.Structure structure -> structure.members().stream()
                    .map(member -> member.name() + ": " + field(member.fieldClass()))
                    .collect(Collectors.joining(", ", "{", "}"))
                    + (structure.minimumAlignment() == 1 ? "" : "@" + structure.minimumAlignment());
            case FieldClass.Variant variant -> variant.options().stream()
                    .map(option -> option.name() + ranges(option.selectorRanges()) + ": " + field(option.fieldClass()))
                    .collect(Collectors.joining(", ", "<" + path(variant.selector()) + ">{", "}"));
            case FieldClass.VariableLengthInteger integer ->
                (integer.signedness() == Signedness.SIGNED ? "sleb" : "uleb")
                        + (integer.base().radix() == 10 ? "" : " base " + integer.base().radix())
                        + mappings(integer.mappings()) + roles(integer.roles());
            case FieldClass.FixedLengthBitArray array ->
                "bits" + array.lengthBits() + order(array.byteOrder()) + "@" + array.alignment()
                        + mappings(array.flags());
            case FieldClass.FixedLengthBoolean bool ->
                "bool" + bool.lengthBits() + order(bool.byteOrder()) + "@" + bool.alignment();
            case FieldClass.DynamicLengthBlob blob -> "blob[" + path(blob.length()) + "]" + mediaType(blob.mediaType());
            case FieldClass.Optional optional -> "<" + path(optional.selector())
                    + (optional.selectorRanges().ranges().isEmpty() ? "" : ranges(optional.selectorRanges())) + ">? "
                    + field(optional.content());
        };
    }

    private static String encoding(StringEncoding encoding) {
        return encoding == StringEncoding.UTF_8 ? "" : " " + encoding;
    }

    private static String mediaType(String mediaType) {
        return mediaType.equals("application/octet-stream") ? "" : " " + mediaType;
    }

    private static String alignment(int minimum) {
        return minimum == 1 ? "" : "@" + minimum;
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
        return name(path.scope()) + steps(path.steps())
                + path.others().stream().map(other -> " or " + steps(other)).collect(Collectors.joining());
    }

    private static String steps(List<Integer> steps) {
        return steps.stream().map(step -> step == FieldPath.CURRENT ? ".*" : "." + step)
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
