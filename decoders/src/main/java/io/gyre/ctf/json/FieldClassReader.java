package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.source.Diagnostics;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes drafts of field classes as they are written, and knows the aliases defined so far (CTF2-SPEC-2.0 §5.3, §5.5). */
final class FieldClassReader {
    static final String OCTETS = "application/octet-stream";
    private static final Set<String> BITS = Set.of("length", "byte-order", "bit-order", "alignment");
    private static final Set<String> INTEGER = Set.of("preferred-display-base", "mappings");

    private final Diagnostics diagnostics;
    private final Map<String, Draft> aliases = new HashMap<>();
    private final IdentityHashMap<Object, Map<String, Object>> attributes = new IdentityHashMap<>();

    FieldClassReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** {@return the user attributes of this very draft, member or option} */
    Map<String, Object> attributes(Object draft) {
        return attributes.getOrDefault(draft, Map.of());
    }

    private <T> T noted(T draft, JsonValue.Structure object) {
        Map<String, Object> kept = KeptAttributes.of(object);
        if (!kept.isEmpty()) {
            attributes.put(draft, kept);
        }
        return draft;
    }

    void define(String name, JsonValue fieldClass, int offset) throws MetadataException {
        if (aliases.putIfAbsent(name, read(fieldClass)) != null) {
            throw diagnostics.semantic(offset, "second field class alias `" + name + "`, expected another name");
        }
    }

    /** {@return the draft of a field class, or of the alias that is named instead} */
    Draft read(JsonValue value) throws MetadataException {
        return switch (value) {
            case JsonValue.Text alias -> {
                Draft draft = aliases.get(alias.text());
                if (draft == null) {
                    throw diagnostics.semantic(alias.offset(), "field class alias " + alias.description()
                            + " is unknown here, expected one that is defined before");
                }
                yield draft;
            }
            case JsonValue.Structure object -> noted(fieldClass(object), object);
            case JsonValue.Whole _,JsonValue.OtherNumber _,JsonValue.Truth _,JsonValue.Null _,JsonValue.Array _ ->
                throw diagnostics.semantic(value.offset(),
                        "a field class is " + value.description() + ", expected an object or the name of an alias");
        };
    }

    private Draft fieldClass(JsonValue.Structure object) throws MetadataException {
        JsonValue type = object.members().get("type");
        if (!(type instanceof JsonValue.Text name)) {
            throw diagnostics.semantic(type == null ? object.offset() : type.offset(),
                    "property `type` of a field class is " + (type == null ? "missing" : type.description())
                            + ", expected a string");
        }
        return switch (name.text()) {
            case "fixed-length-bit-array" -> bitArray(properties(object, name, BITS), Mappings.NONE);
            case "fixed-length-bit-map" -> bitMap(properties(object, name, BITS, Set.of("flags")));
            case "fixed-length-boolean" -> bool(properties(object, name, BITS));
            case "fixed-length-unsigned-integer" ->
                fixedInteger(properties(object, name, BITS, INTEGER, Set.of("roles")), Signedness.UNSIGNED);
            case "fixed-length-signed-integer" ->
                fixedInteger(properties(object, name, BITS, INTEGER), Signedness.SIGNED);
            case "fixed-length-floating-point-number" -> floatingPoint(properties(object, name, BITS));
            case "variable-length-unsigned-integer" ->
                variableInteger(properties(object, name, INTEGER, Set.of("roles")), Signedness.UNSIGNED);
            case "variable-length-signed-integer" ->
                variableInteger(properties(object, name, INTEGER), Signedness.SIGNED);
            case "null-terminated-string", "static-length-string", "dynamic-length-string", "static-length-blob",
                    "dynamic-length-blob" ->
                bytes(object, name);
            case "structure" -> structure(properties(object, name, Set.of("member-classes", "minimum-alignment")));
            case "static-length-array" -> staticArray(
                    properties(object, name, Set.of("element-field-class", "length", "minimum-alignment")));
            case "dynamic-length-array" -> dynamicArray(properties(object, name,
                    Set.of("element-field-class", "length-field-location", "minimum-alignment")));
            case "optional" -> optional(properties(object, name,
                    Set.of("field-class", "selector-field-location", "selector-field-ranges")));
            case "variant" -> variant(properties(object, name, Set.of("options", "selector-field-location")));
            default -> throw diagnostics.semantic(name.offset(),
                    "type of a field class is " + name.description() + ", expected one of CTF 2's field classes");
        };
    }

    @SafeVarargs
    private Properties properties(JsonValue.Structure object, JsonValue.Text type, Set<String>... known)
            throws MetadataException {
        var all = new HashSet<String>();
        for (Set<String> some : known) {
            all.addAll(some);
        }
        String article = type.text().startsWith("o") ? "an " : "a ";
        return new Properties(diagnostics, article + type.text(), object, all);
    }

    private record Bits(int length, ByteOrder byteOrder, BitOrder bitOrder, int alignment) {}

    private static Bits bits(Properties of, int longest) throws MetadataException {
        int length = (int) of.require("length", 1, longest);
        of.require("byte-order");
        boolean isLittle = "little-endian".equals(of.choice("byte-order", List.of("big-endian", "little-endian")));
        String bitOrder = of.choice("bit-order", List.of("first-to-last", "last-to-first"));
        boolean isFirstToLast = bitOrder == null ? isLittle : bitOrder.equals("first-to-last");
        return new Bits(length, isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                isFirstToLast ? BitOrder.FIRST_TO_LAST : BitOrder.LAST_TO_FIRST, of.alignment("alignment"));
    }

    private static Draft leaf(FieldClass fieldClass, Properties of) {
        return new Draft.Leaf(fieldClass, Map.of(), of.offset());
    }

    private static Draft bitArray(Properties of, Mappings flags) throws MetadataException {
        Bits bits = bits(of, 64);
        return leaf(new FieldClass.FixedLengthBitArray(bits.length, bits.byteOrder, bits.bitOrder, bits.alignment,
                flags), of);
    }

    private Draft bitMap(Properties of) throws MetadataException {
        long last = of.require("length", 1, 64) - 1;
        JsonValue.Structure flags = of.object("flags", "an object of bit ranges by name");
        if (flags.members().isEmpty()) {
            throw of.bad("flags", flags, "at least one flag");
        }
        Mappings mappings = mappings(flags, Signedness.UNSIGNED);
        for (Mappings.Mapping flag : mappings.entries()) {
            if (flag.ranges().ranges().stream().anyMatch(range -> range.upper() > last || range.upper() < 0)) {
                throw diagnostics.semantic(flags.offset(), "flag `" + flag.label()
                        + "` names a bit that is not there, expected bits 0 to " + last);
            }
        }
        return bitArray(of, mappings);
    }

    private static Draft bool(Properties of) throws MetadataException {
        Bits bits = bits(of, 64);
        return leaf(new FieldClass.FixedLengthBoolean(bits.length, bits.byteOrder, bits.bitOrder, bits.alignment), of);
    }

    private static Draft floatingPoint(Properties of) throws MetadataException {
        Bits bits = bits(of, 128);
        if (bits.length != 16 && bits.length != 32 && bits.length != 64 && bits.length != 128) {
            throw of.bad("length", of.require("length"), "16, 32, 64 or 128");
        }
        return leaf(new FieldClass.FixedLengthFloatingPoint(bits.length, bits.byteOrder, bits.bitOrder,
                bits.alignment), of);
    }

    private Draft fixedInteger(Properties of, Signedness signedness) throws MetadataException {
        Bits bits = bits(of, 64);
        Map<Role, Integer> roles = roles(of, RoleNames.OF_INTEGERS);
        return new Draft.Leaf(new FieldClass.FixedLengthInteger(bits.length, signedness, bits.byteOrder, bits.bitOrder,
                bits.alignment, base(of), mappings(of, signedness), Set.copyOf(roles.keySet())), roles, of.offset());
    }

    private Draft variableInteger(Properties of, Signedness signedness) throws MetadataException {
        Map<Role, Integer> roles = roles(of, RoleNames.OF_INTEGERS);
        return new Draft.Leaf(new FieldClass.VariableLengthInteger(signedness, base(of), mappings(of, signedness),
                Set.copyOf(roles.keySet())), roles, of.offset());
    }

    private static DisplayBase base(Properties of) throws MetadataException {
        JsonValue value = of.find("preferred-display-base");
        if (value == null) {
            return DisplayBase.DECIMAL;
        }
        for (DisplayBase base : DisplayBase.values()) {
            if (value instanceof JsonValue.Whole number && number.bits() == base.radix()) {
                return base;
            }
        }
        throw of.bad("preferred-display-base", value, "2, 8, 10 or 16");
    }

    private Mappings mappings(Properties of, Signedness signedness) throws MetadataException {
        return of.find("mappings") == null
                ? Mappings.NONE
                : mappings(of.object("mappings", "an object of integer ranges by label"), signedness);
    }

    private Mappings mappings(JsonValue.Structure labels, Signedness signedness) throws MetadataException {
        var entries = new ArrayList<Mappings.Mapping>();
        for (Map.Entry<String, JsonValue> label : labels.members().entrySet()) {
            diagnostics.enter("label", label.getKey());
            entries.add(new Mappings.Mapping(label.getKey(),
                    Ranges.read(label.getValue(), diagnostics).of(signedness, diagnostics)));
            diagnostics.leave();
        }
        return new Mappings(entries);
    }

    private Map<Role, Integer> roles(Properties of, Set<Role> allowed) throws MetadataException {
        if (of.find("roles") == null) {
            return Map.of();
        }
        var roles = new EnumMap<Role, Integer>(Role.class);
        for (JsonValue element : of.array("roles", "an array of roles").elements()) {
            Role role = element instanceof JsonValue.Text name
                    ? RoleNames.find(name.text(), allowed).orElse(null)
                    : null;
            if (role == null) {
                throw diagnostics.semantic(element.offset(), "a role is " + element.description()
                        + ", expected one of " + allowed.stream().map(RoleNames::name).toList());
            }
            roles.put(role, element.offset());
        }
        return roles;
    }

    private Draft bytes(JsonValue.Structure object, JsonValue.Text type) throws MetadataException {
        return switch (type.text()) {
            case "null-terminated-string" -> {
                Properties of = properties(object, type, Set.of("encoding"));
                yield leaf(new FieldClass.NullTerminatedString(encoding(of)), of);
            }
            case "static-length-string" -> {
                Properties of = properties(object, type, Set.of("encoding", "length"));
                yield leaf(new FieldClass.StaticLengthString(of.require("length", 0, Long.MAX_VALUE), encoding(of)),
                        of);
            }
            case "dynamic-length-string" -> {
                Properties of = properties(object, type, Set.of("encoding", "length-field-location"));
                yield new Draft.DynamicText(location(of, "length-field-location"), encoding(of), of.offset());
            }
            case "static-length-blob" -> staticBlob(properties(object, type, Set.of("length", "media-type", "roles")));
            default -> {
                Properties of = properties(object, type, Set.of("length-field-location", "media-type"));
                yield new Draft.DynamicBlob(location(of, "length-field-location"), mediaType(of), of.offset());
            }
        };
    }

    private Draft staticBlob(Properties of) throws MetadataException {
        Map<Role, Integer> roles = roles(of, RoleNames.OF_BLOBS);
        long length = of.require("length", 0, Long.MAX_VALUE);
        if (roles.containsKey(Role.METADATA_STREAM_UUID) && length != 16) {
            throw of.bad("length", of.require("length"), "16, because this is the metadata stream's UUID");
        }
        return new Draft.Leaf(new FieldClass.StaticLengthBlob(length, mediaType(of), Set.copyOf(roles.keySet())), roles,
                of.offset());
    }

    private static String mediaType(Properties of) throws MetadataException {
        String mediaType = of.text("media-type");
        return mediaType == null ? OCTETS : mediaType;
    }

    private static StringEncoding encoding(Properties of) throws MetadataException {
        String name = of.choice("encoding", List.of("utf-8", "utf-16be", "utf-16le", "utf-32be", "utf-32le"));
        return switch (name) {
            case "utf-16be" -> StringEncoding.UTF_16BE;
            case "utf-16le" -> StringEncoding.UTF_16LE;
            case "utf-32be" -> StringEncoding.UTF_32BE;
            case "utf-32le" -> StringEncoding.UTF_32LE;
            case null, default -> StringEncoding.UTF_8;
        };
    }

    private Draft structure(Properties of) throws MetadataException {
        var members = new ArrayList<Draft.Member>();
        var names = new HashSet<String>();
        if (of.find("member-classes") != null) {
            for (JsonValue element : of.array("member-classes", "an array of member classes").elements()) {
                Properties member = element(element, "a member class", Set.of("name", "field-class"));
                String name = member.requireText("name");
                diagnostics.enter("member", name);
                if (!names.add(name)) {
                    throw diagnostics.semantic(element.offset(), "there is a member of this name already");
                }
                members.add(noted(new Draft.Member(name, read(member.require("field-class"))), member.object()));
                diagnostics.leave();
            }
        }
        return new Draft.Structure(List.copyOf(members), of.alignment("minimum-alignment"), of.offset());
    }

    private Properties element(JsonValue value, String owner, Set<String> known) throws MetadataException {
        if (value instanceof JsonValue.Structure object) {
            return new Properties(diagnostics, owner, object, known);
        }
        throw diagnostics.semantic(value.offset(), owner + " is " + value.description() + ", expected an object");
    }

    private Draft staticArray(Properties of) throws MetadataException {
        return new Draft.StaticArray(of.require("length", 0, Long.MAX_VALUE), read(of.require("element-field-class")),
                of.alignment("minimum-alignment"), of.offset());
    }

    private Draft dynamicArray(Properties of) throws MetadataException {
        return new Draft.DynamicArray(location(of, "length-field-location"), read(of.require("element-field-class")),
                of.alignment("minimum-alignment"), of.offset());
    }

    private Draft optional(Properties of) throws MetadataException {
        JsonValue ranges = of.find("selector-field-ranges");
        return new Draft.Optional(read(of.require("field-class")), location(of, "selector-field-location"),
                ranges == null ? null : Ranges.read(ranges, diagnostics), of.offset());
    }

    private Draft variant(Properties of) throws MetadataException {
        var options = new ArrayList<Draft.Option>();
        var names = new HashSet<String>();
        JsonValue.Array array = of.array("options", "an array of options");
        if (array.elements().isEmpty()) {
            throw of.bad("options", array, "at least one option");
        }
        for (JsonValue element : array.elements()) {
            Properties option = element(element, "a variant's option",
                    Set.of("name", "field-class", "selector-field-ranges"));
            String name = option.text("name");
            diagnostics.enter("option", name == null ? String.valueOf(options.size()) : name);
            if (name != null && !names.add(name)) {
                throw diagnostics.semantic(element.offset(), "there is an option of this name already");
            }
            options.add(noted(new Draft.Option(name == null ? "" : name, read(option.require("field-class")),
                    Ranges.read(option.require("selector-field-ranges"), diagnostics)), option.object()));
            diagnostics.leave();
        }
        return new Draft.Variant(List.copyOf(options), location(of, "selector-field-location"), of.offset());
    }

    private Draft.Location location(Properties of, String name) throws MetadataException {
        return new LocationReader(diagnostics).read(of.object(name, "a field location"));
    }
}
