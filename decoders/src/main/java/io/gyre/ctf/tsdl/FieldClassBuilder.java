package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.Member;
import io.gyre.ctf.model.FieldClass.Option;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.Type.Field;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the root types of one event's scopes into field classes: here a type gets its place, and so its roles and the fields
 * that its lengths and tags name.
 */
final class FieldClassBuilder {
    private static final int MAX_DEPTH = 128;
    private static final int MAX_FIELDS = 1 << 18;
    private static final String OCTETS = "application/octet-stream";

    private final Diagnostics diagnostics;
    private Map<Scope, Type.Structure> roots = Map.of();
    private ClockMap clocks;
    private Scope scope = Scope.PACKET_HEADER;
    private final List<FieldFinder.Frame> frames = new ArrayList<>();
    private int fields;
    /** Those without labels and roles: nearly all, and nearly all alike. */
    private final IdentityHashMap<Type.FixedInteger, FieldClass> plainIntegers = new IdentityHashMap<>();

    FieldClassBuilder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.clocks = new ClockMap(diagnostics, List.of());
    }

    /**
     * {@return the root structure of a scope, or null when the metadata gives none}
     *
     * @param types the root types of this scope and of those before it
     */
    FieldClass.@Nullable Structure build(Scope wanted, Map<Scope, Type.Structure> types, ClockMap clockMap)
            throws MetadataException {
        Type.Structure root = types.get(wanted);
        if (root == null) {
            return null;
        }
        roots = types;
        clocks = clockMap;
        scope = wanted;
        frames.clear();
        return structure(root);
    }

    private FieldClass build(Type type, String name, int offset) throws MetadataException {
        if (frames.size() > MAX_DEPTH) {
            throw diagnostics.tooLarge(offset, "types are nested deeper than " + MAX_DEPTH + " levels");
        } else if (++fields > MAX_FIELDS) {
            throw diagnostics.tooLarge(offset, "types expand to more than " + MAX_FIELDS + " fields");
        }
        return switch (type) {
            case Type.FixedInteger integer -> integer(integer, Mappings.NONE, name, offset);
            case Type.Enumeration enumeration -> integer(enumeration.container(), enumeration.mappings(), name, offset);
            case Type.FloatingPoint number ->
                new FieldClass.FixedLengthFloatingPoint(number.lengthBits(), number.byteOrder(),
                        bitOrder(number.byteOrder()), number.alignment());
            case Type.Text text -> new FieldClass.NullTerminatedString(text.encoding());
            case Type.Structure structure -> structure(structure);
            case Type.Variant variant -> variant(variant, offset);
            case Type.Array array -> array(array, name, offset);
            case Type.Sequence sequence -> sequence(sequence, name, offset);
        };
    }

    private FieldClass integer(Type.FixedInteger integer, Mappings mappings, String name, int offset)
            throws MetadataException {
        Set<Role> roles = integer.signedness() == Signedness.SIGNED
                ? Set.of()
                : Roles.of(scope, name, integer.clock() != null, frames.size() == 1);
        if (roles.contains(Role.PACKET_MAGIC_NUMBER) && integer.lengthBits() != 32) {
            throw diagnostics.semantic(offset,
                    "packet magic number has " + integer.lengthBits() + " bits, expected 32");
        }
        if (roles.contains(Role.DEFAULT_CLOCK_TIMESTAMP) || roles.contains(Role.PACKET_END_DEFAULT_CLOCK_TIMESTAMP)) {
            roles = clocks.use(integer.clock(), offset) ? roles : Set.of();
        }
        return roles.isEmpty() && mappings.equals(Mappings.NONE)
                ? plainIntegers.computeIfAbsent(integer, plain -> integer(plain, Mappings.NONE, Set.of()))
                : integer(integer, mappings, roles);
    }

    private static FieldClass integer(Type.FixedInteger integer, Mappings mappings, Set<Role> roles) {
        return new FieldClass.FixedLengthInteger(integer.lengthBits(), integer.signedness(), integer.byteOrder(),
                bitOrder(integer.byteOrder()), integer.alignment(), integer.base(), mappings, roles);
    }

    private static BitOrder bitOrder(ByteOrder byteOrder) {
        return byteOrder == ByteOrder.LITTLE_ENDIAN ? BitOrder.FIRST_TO_LAST : BitOrder.LAST_TO_FIRST;
    }

    private FieldClass.Structure structure(Type.Structure structure) throws MetadataException {
        var members = new ArrayList<Member>(structure.fields().size());
        for (int i = 0; i < structure.fields().size(); i++) {
            Field field = structure.fields().get(i);
            members.add(new Member(withoutUnderscore(field.name()), inside(structure, i, field)));
        }
        return new FieldClass.Structure(members, structure.minimumAlignment());
    }

    private FieldClass inside(Type container, int step, Field field) throws MetadataException {
        diagnostics.enter("field", field.name());
        FieldClass built = inside(container, step, field.type(), field.name(), field.offset());
        diagnostics.leave();
        return built;
    }

    private FieldClass inside(Type container, int step, Type content, String name, int offset)
            throws MetadataException {
        frames.add(new FieldFinder.Frame(container, step));
        FieldClass built = build(content, name, offset);
        frames.removeLast();
        return built;
    }

    /** LTTng puts an underscore before each name, so that none is a keyword (CTF 1.8 §C.1.2). */
    private static String withoutUnderscore(String name) {
        return name.startsWith("_") ? name.substring(1) : name;
    }

    private FieldClass variant(Type.Variant variant, int offset) throws MetadataException {
        if (variant.tag() == null) {
            throw diagnostics.semantic(offset, "variant has no tag, expected `variant <tag>`");
        }
        FieldFinder.Found tag = find(variant.tag());
        if (!(tag.types().getFirst() instanceof Type.Enumeration enumeration)) {
            throw diagnostics.semantic(variant.tag().offset(),
                    "tag " + variant.tag() + " is " + tag.types().getFirst().description()
                            + ", expected an enumeration");
        } else if (tag.types().stream().anyMatch(type -> !hasLabelsOf(enumeration, type))) {
            throw diagnostics.semantic(variant.tag().offset(),
                    "tag " + variant.tag() + " is not the same in each option, expected one enumeration");
        }
        var options = new ArrayList<Option>(variant.options().size());
        boolean selectable = false;
        for (int i = 0; i < variant.options().size(); i++) {
            Field option = variant.options().get(i);
            RangeSet ranges = ranges(enumeration, option.name());
            selectable |= !ranges.ranges().isEmpty();
            options.add(new Option(option.name(), inside(variant, i, option), ranges));
        }
        if (!selectable) {
            throw diagnostics.semantic(variant.options().getFirst().offset(), "no option is a label of tag "
                    + variant.tag() + ", expected one of " + labels(enumeration));
        }
        return new FieldClass.Variant(options, tag.path());
    }

    private static boolean hasLabelsOf(Type.Enumeration enumeration, Type type) {
        return type instanceof Type.Enumeration other && other.mappings().equals(enumeration.mappings());
    }

    private static List<String> labels(Type.Enumeration enumeration) {
        return enumeration.mappings().entries().stream().map(Mappings.Mapping::label).toList();
    }

    /** {@return the values that choose an option: those of the label of the same name; none when there is no such label} */
    private static RangeSet ranges(Type.Enumeration tag, String option) {
        for (Mappings.Mapping mapping : tag.mappings().entries()) {
            if (mapping.label().equals(option)) {
                return mapping.ranges();
            }
        }
        String stripped = withoutUnderscore(option);
        return stripped.equals(option)
                ? new RangeSet(tag.container().signedness(), List.of())
                : ranges(tag, stripped);
    }

    private FieldClass array(Type.Array array, String name, int offset) throws MetadataException {
        if (array.element() instanceof Type.FixedInteger integer) {
            if (integer.isCharacter() && integer.encoding() != null) {
                return new FieldClass.StaticLengthString(array.length(), integer.encoding());
            }
            if (scope == Scope.PACKET_HEADER && name.equals("uuid")) {
                if (array.length() != 16 || integer.lengthBits() != 8) {
                    throw diagnostics.semantic(offset, "uuid is an array of " + array.length() + " integers of "
                            + integer.lengthBits() + " bits, expected 16 of 8 bits");
                } else if (integer.alignment() == 8) {
                    return new FieldClass.StaticLengthBlob(16, OCTETS, Set.of(Role.METADATA_STREAM_UUID));
                }
            }
        }
        return new FieldClass.StaticLengthArray(array.length(),
                inside(array, FieldPath.CURRENT, array.element(), "", offset),
                1);
    }

    private FieldClass sequence(Type.Sequence sequence, String name, int offset) throws MetadataException {
        FieldFinder.Found length = find(sequence.length());
        for (Type type : length.types()) {
            boolean isUnsigned = switch (type) {
                case Type.FixedInteger integer -> integer.signedness() == Signedness.UNSIGNED;
                case Type.Enumeration enumeration -> enumeration.container().signedness() == Signedness.UNSIGNED;
                case Type.FloatingPoint _,Type.Text _,Type.Structure _,Type.Variant _,Type.Array _,Type.Sequence _ ->
                    false;
            };
            if (!isUnsigned) {
                throw diagnostics.semantic(sequence.length().offset(),
                        "length " + sequence.length() + " of sequence `" + name + "` is "
                                + type.description() + ", expected an unsigned integer");
            }
        }
        if (sequence.element() instanceof Type.FixedInteger integer && integer.isCharacter()
                && integer.encoding() != null) {
            return new FieldClass.DynamicLengthString(length.path(), integer.encoding());
        }
        return new FieldClass.DynamicLengthArray(length.path(),
                inside(sequence, FieldPath.CURRENT, sequence.element(), "", offset), 1);
    }

    private FieldFinder.Found find(Type.Reference reference) throws MetadataException {
        FieldFinder.Found found = new FieldFinder(diagnostics, roots, scope, frames).find(reference);
        // All places of lengths and tags together are bounded like the fields.
        fields += found.types().size() - 1;
        return found;
    }
}
