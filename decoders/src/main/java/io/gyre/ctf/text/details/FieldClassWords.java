package io.gyre.ctf.text.details;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldAttributes;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Mappings.Mapping;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.RangeSet.Range;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Signedness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the class of a field and of those in it. */
final class FieldClassWords {
    private final Blocks blocks;
    private final FieldAttributes attributes;
    private final DataStreamClass streamClass;
    private final @Nullable EventRecordClass eventClass;

    /** @param eventClass null for what belongs to all events */
    FieldClassWords(Blocks blocks, FieldAttributes attributes, DataStreamClass streamClass,
            @Nullable EventRecordClass eventClass) {
        this.blocks = blocks;
        this.attributes = attributes;
        this.streamClass = streamClass;
        this.eventClass = eventClass;
    }

    void root(String name, FieldClass.Structure root) {
        blocks.begin(name + ": ");
        write(root);
        blocks.newLine();
    }

    private void write(FieldClass field) {
        switch (field) {
            case FieldClass.FixedLengthInteger integer -> integer(integer, integer.lengthBits(), "");
            case FieldClass.VariableLengthInteger integer -> integer(integer, Long.SIZE, ", Expect small values");
            case FieldClass.FixedLengthBitArray bits -> bits(bits);
            case FieldClass.FixedLengthBoolean _ -> whole("Boolean", field);
            case FieldClass.FixedLengthFloatingPoint number -> whole(
                    number.lengthBits() <= Float.SIZE ? "Single-precision real" : "Double-precision real", field);
            case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                whole("String", field);
            case FieldClass.StaticLengthBlob blob -> whole("Static BLOB (Length "
                    + NumberWords.unsigned(blob.lengthBytes()) + ", Media type `" + blob.mediaType() + "`)", field);
            case FieldClass.DynamicLengthBlob blob -> whole(dynamic("Dynamic BLOB", blob.length(),
                    ", Media type `" + blob.mediaType() + "`"), field);
            case FieldClass.Structure structure -> structure(structure);
            case FieldClass.StaticLengthArray array -> parts(
                    "Static array (Length " + NumberWords.unsigned(array.length()) + ")", field, "",
                    () -> only("Element", array.element()));
            case FieldClass.DynamicLengthArray array -> parts(dynamic("Dynamic array", array.length(), ""), field, "",
                    () -> only("Element", array.element()));
            case FieldClass.Optional optional -> optional(optional);
            case FieldClass.Variant variant -> variant(variant);
        }
    }

    /** A field class that consists of nothing. */
    private void whole(String words, FieldClass field) {
        blocks.add(words);
        Map<String, Object> kept = attributes.of(field);
        if (!kept.isEmpty()) {
            blocks.add(":").in();
            attributes(kept);
            blocks.out();
        }
    }

    /** @param section what the parts are called below attributes; empty when they have names of their own */
    private void parts(String words, FieldClass field, String section, Runnable parts) {
        blocks.add(words + ":").in();
        Map<String, Object> kept = attributes.of(field);
        attributes(kept);
        if (kept.isEmpty() || section.isEmpty()) {
            parts.run();
        } else {
            blocks.newLine().begin(section + ":").in();
            parts.run();
            blocks.out();
        }
        blocks.out();
    }

    private void attributes(Map<String, Object> kept) {
        if (!kept.isEmpty()) {
            blocks.newLine().begin("User attributes:").in();
            new AttributeWords(blocks).values(kept);
            blocks.out();
        }
    }

    private void integer(FieldClass.IntegerLike integer, int bits, String hint) {
        String sign = integer.signedness() == Signedness.SIGNED ? "Signed" : "Unsigned";
        String properties = " (" + bits + "-bit, Base " + integer.base().radix() + hint;
        if (integer.mappings().isEmpty()) {
            whole(sign + " integer" + properties + ")", integer);
        } else {
            int count = integer.mappings().entries().size();
            parts(sign + " enumeration" + properties + ", " + count + plural(" mapping", count) + ")", integer,
                    "Mappings", () -> mappings(integer.mappings()));
        }
    }

    private void bits(FieldClass.FixedLengthBitArray bits) {
        int count = bits.flags().entries().size();
        // babeltrace2 2.1.1 forgets the opening parenthesis.
        String words = "Bit array " + count + plural(" flag", count) + ")";
        if (count == 0) {
            whole(words, bits);
        } else {
            parts(words, bits, "Flags", () -> mappings(bits.flags()));
        }
    }

    private static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    private void mappings(Mappings mappings) {
        mappings.entries().stream().sorted(Comparator.comparing(Mapping::label)).forEach(mapping -> blocks.newLine()
                .begin(mapping.label() + ":" + ranges(mapping.ranges())));
    }

    private static String ranges(RangeSet set) {
        Comparator<Long> order = set.signedness() == Signedness.SIGNED ? Long::compare : Long::compareUnsigned;
        return set.ranges().stream()
                .sorted(Comparator.comparing(Range::lower, order).thenComparing(Range::upper, order))
                .map(range -> " [" + bound(range.lower(), set)
                        + (range.lower() == range.upper() ? "" : ", " + bound(range.upper(), set)) + "]")
                .collect(Collectors.joining());
    }

    private static String bound(long value, RangeSet set) {
        return set.signedness() == Signedness.SIGNED ? NumberWords.signed(value) : NumberWords.unsigned(value);
    }

    private String dynamic(String kind, FieldPath length, String more) {
        Optional<String> location = location(length);
        return location.isPresent()
                ? kind + " (with length field) (Length field location " + location.get() + more + ")"
                : kind + " (no length field)" + (more.isEmpty() ? "" : " (" + more.substring(2) + ")");
    }

    private void only(String name, FieldClass content) {
        blocks.newLine().begin(name + ": ");
        write(content);
    }

    private void structure(FieldClass.Structure structure) {
        List<FieldClass.Member> members = structure.members().stream().filter(this::isShown).toList();
        String words = "Structure (" + members.size() + plural(" member", members.size()) + ")";
        if (members.isEmpty()) {
            whole(words, structure);
        } else {
            parts(words, structure, "Members", () -> members.forEach(
                    member -> part(member.name() + ":", " ", member.fieldClass(), attributes.of(member))));
        }
    }

    /** A member or an option, which may have attributes next to those of its field class. */
    private void part(String name, String gap, FieldClass field, Map<String, Object> kept) {
        if (kept.isEmpty()) {
            blocks.newLine().begin(name + gap);
            write(field);
        } else {
            blocks.newLine().begin(name).in();
            only("Field class", field);
            attributes(kept);
            blocks.out();
        }
    }

    /** Members of the packet context that a reader needs for itself are none of babeltrace2's. */
    private boolean isShown(FieldClass.Member member) {
        FieldClass.Structure context = streamClass.packetContext();
        boolean isOfContext = context != null && context.members().contains(member);
        return !isOfContext || !(member.fieldClass() instanceof FieldClass.IntegerLike integer)
                || integer.roles().stream().noneMatch(role -> role != Role.METADATA_STREAM_UUID);
    }

    private void optional(FieldClass.Optional optional) {
        Optional<String> location = location(optional.selector());
        boolean isBoolean = optional.selectorRanges().ranges().isEmpty();
        boolean isSigned = optional.selectorRanges().signedness() == Signedness.SIGNED;
        String selector = location.isEmpty()
                ? "no selector"
                : isBoolean ? "boolean selector" : (isSigned ? "signed" : "unsigned") + " integer selector";
        parts("Option (" + selector + ")" + location.map(at -> " (Selector field location " + at + ")").orElse(""),
                optional, "", () -> {
                    if (location.isPresent()) {
                        blocks.newLine().begin(isBoolean
                                ? "Selector is reversed: No"
                                : "Selector ranges:" + ranges(optional.selectorRanges()));
                    }
                    only("Content", optional.content());
                });
    }

    private void variant(FieldClass.Variant variant) {
        Optional<String> location = location(variant.selector());
        int count = variant.options().size();
        boolean isSigned = variant.options().stream()
                .anyMatch(option -> option.selectorRanges().signedness() == Signedness.SIGNED);
        String words = "Variant (" + (location.isEmpty() ? "no" : isSigned ? "signed integer" : "unsigned integer")
                + " selector) (" + count + plural(" option", count)
                + location.map(at -> ", Selector field location " + at).orElse("") + ")";
        if (count == 0) {
            whole(words, variant);
        } else {
            parts(words, variant, "Options", () -> variant.options().forEach(option -> part(
                    option.name() + ":" + (location.isEmpty() ? "" : ranges(option.selectorRanges()) + ": "),
                    location.isEmpty() ? " " : "", option.fieldClass(), attributes.of(option))));
        }
    }

    /** {@return where a length or selector is, or empty when that is in a header or the packet context, which babeltrace2 does not show} */
    private Optional<String> location(FieldPath path) {
        FieldClass.Structure root = switch (path.scope()) {
            case PACKET_HEADER, PACKET_CONTEXT, EVENT_RECORD_HEADER -> null;
            case EVENT_RECORD_COMMON_CONTEXT -> streamClass.eventRecordCommonContext();
            case EVENT_RECORD_SPECIFIC_CONTEXT -> eventClass == null ? null : eventClass.specificContext();
            case EVENT_RECORD_PAYLOAD -> eventClass == null ? null : eventClass.payload();
        };
        return root == null
                ? Optional.empty()
                : Optional.of("[" + scope(path) + ": " + String.join(", ", names(root, path)) + "]");
    }

    private static String scope(FieldPath path) {
        return switch (path.scope()) {
            case PACKET_HEADER -> "Packet header";
            case PACKET_CONTEXT -> "Packet context";
            case EVENT_RECORD_HEADER -> "Event header";
            case EVENT_RECORD_COMMON_CONTEXT -> "Event common context";
            case EVENT_RECORD_SPECIFIC_CONTEXT -> "Event specific context";
            case EVENT_RECORD_PAYLOAD -> "Event payload";
        };
    }

    private static List<String> names(FieldClass root, FieldPath path) {
        var names = new ArrayList<String>();
        FieldClass at = root;
        for (int step : path.steps()) {
            switch (at) {
                case FieldClass.Structure structure -> {
                    FieldClass.Member member = structure.members().get(step);
                    names.add(member.name());
                    at = member.fieldClass();
                }
                case FieldClass.Variant variant -> at = variant.options().get(step).fieldClass();
                case FieldClass.StaticLengthArray array -> at = array.element();
                case FieldClass.DynamicLengthArray array -> at = array.element();
                case FieldClass.Optional optional -> at = optional.content();
                case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ ->
                    throw new IllegalArgumentException("a field path leads into a " + at);
            }
        }
        return names;
    }
}
