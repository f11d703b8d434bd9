package io.gyre.ctf.text.details;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the class of a field and of those in it. */
final class FieldClassWords {
    private final Blocks blocks;
    private final DataStreamClass streamClass;
    private final @Nullable EventRecordClass eventClass;

    /** @param eventClass null for what belongs to all events */
    FieldClassWords(Blocks blocks, DataStreamClass streamClass, @Nullable EventRecordClass eventClass) {
        this.blocks = blocks;
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
            case FieldClass.FixedLengthInteger integer -> integer(integer, integer.lengthBits());
            case FieldClass.VariableLengthInteger integer -> integer(integer, Long.SIZE);
            case FieldClass.FixedLengthBitArray bits -> bits(bits);
            case FieldClass.FixedLengthBoolean _ -> blocks.add("Boolean");
            case FieldClass.FixedLengthFloatingPoint number -> blocks.add(
                    number.lengthBits() <= Float.SIZE ? "Single-precision real" : "Double-precision real");
            case FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _ ->
                blocks.add("String");
            case FieldClass.StaticLengthBlob blob -> blocks.add("Static BLOB (Length "
                    + NumberWords.unsigned(blob.lengthBytes()) + ", Media type `" + blob.mediaType() + "`)");
            case FieldClass.DynamicLengthBlob blob -> blocks.add(dynamic("Dynamic BLOB", blob.length(),
                    ", Media type `" + blob.mediaType() + "`"));
            case FieldClass.Structure structure -> structure(structure);
            case FieldClass.StaticLengthArray array -> {
                blocks.add("Static array (Length " + NumberWords.unsigned(array.length()) + ")");
                only("Element", array.element());
            }
            case FieldClass.DynamicLengthArray array -> {
                blocks.add(dynamic("Dynamic array", array.length(), ""));
                only("Element", array.element());
            }
            case FieldClass.Optional optional -> optional(optional);
            case FieldClass.Variant variant -> variant(variant);
        }
    }

    private void integer(FieldClass.IntegerLike integer, int bits) {
        String sign = integer.signedness() == Signedness.SIGNED ? "Signed" : "Unsigned";
        String properties = " (" + bits + "-bit, Base " + integer.base().radix();
        if (integer.mappings().isEmpty()) {
            blocks.add(sign + " integer" + properties + ")");
        } else {
            int count = integer.mappings().entries().size();
            blocks.add(sign + " enumeration" + properties + ", " + count + plural(" mapping", count) + ")");
            mappings(integer.mappings());
        }
    }

    private void bits(FieldClass.FixedLengthBitArray bits) {
        blocks.add("Bit array");
        if (!bits.flags().isEmpty()) {
            int count = bits.flags().entries().size();
            // babeltrace2 2.1.1 forgets the opening parenthesis.
            blocks.add(" " + count + plural(" flag", count) + ")");
            mappings(bits.flags());
        }
    }

    private static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    private void mappings(Mappings mappings) {
        blocks.add(":").in();
        mappings.entries().stream().sorted(Comparator.comparing(Mapping::label)).forEach(mapping -> blocks.newLine()
                .begin(mapping.label() + ":" + ranges(mapping.ranges())));
        blocks.out();
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
        blocks.add(":").newLine().in().begin(name + ": ");
        write(content);
        blocks.out();
    }

    private void structure(FieldClass.Structure structure) {
        List<FieldClass.Member> members = structure.members().stream().filter(this::isShown).toList();
        blocks.add("Structure (" + members.size() + plural(" member", members.size()) + ")");
        if (!members.isEmpty()) {
            blocks.add(":").in();
            for (FieldClass.Member member : members) {
                blocks.newLine().begin(member.name() + ": ");
                write(member.fieldClass());
            }
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
        blocks.add("Option (" + selector + ")" + location.map(at -> " (Selector field location " + at + ")").orElse(""))
                .add(":").newLine().in();
        if (location.isPresent() && isBoolean) {
            blocks.line("Selector is reversed: No");
        } else if (location.isPresent()) {
            blocks.line("Selector ranges:" + ranges(optional.selectorRanges()));
        }
        blocks.begin("Content: ");
        write(optional.content());
        blocks.out();
    }

    private void variant(FieldClass.Variant variant) {
        Optional<String> location = location(variant.selector());
        int count = variant.options().size();
        boolean isSigned = variant.options().stream()
                .anyMatch(option -> option.selectorRanges().signedness() == Signedness.SIGNED);
        blocks.add("Variant (" + (location.isEmpty() ? "no" : isSigned ? "signed integer" : "unsigned integer")
                + " selector) (" + count + plural(" option", count)
                + location.map(at -> ", Selector field location " + at).orElse("") + ")");
        if (count > 0) {
            blocks.add(":").in();
            for (FieldClass.Option option : variant.options()) {
                blocks.newLine().begin(option.name() + ":" + (location.isEmpty()
                        ? " "
                        : ranges(option.selectorRanges()) + ": "));
                write(option.fieldClass());
            }
            blocks.out();
        }
    }

    /** {@return where a length or selector is, or empty when that is in a header, which babeltrace2 does not show} */
    private Optional<String> location(FieldPath path) {
        FieldClass.Structure root = switch (path.scope()) {
            case PACKET_HEADER, EVENT_RECORD_HEADER -> null;
            case PACKET_CONTEXT -> streamClass.packetContext();
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
