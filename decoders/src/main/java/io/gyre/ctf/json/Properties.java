package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The properties of one JSON object, asked for by name and checked. What the object may not have is refused when it is made. */
final class Properties {
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Set<String> COMMON = Set.of("type", "attributes", "extensions");

    private final Diagnostics diagnostics;
    private final String owner;
    private final JsonValue.Structure object;

    /**
     * @param owner what the object is
     * @param known the properties that it may have beside a type, attributes and extensions
     */
    Properties(Diagnostics diagnostics, String owner, JsonValue.Structure object, Set<String> known)
            throws MetadataException {
        this.diagnostics = diagnostics;
        this.owner = owner;
        this.object = object;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!known.contains(member.getKey()) && !COMMON.contains(member.getKey())) {
                throw diagnostics.semantic(member.getValue().offset(), "property `" + member.getKey() + "` of " + owner
                        + " is unknown, expected one of " + sorted(known));
            }
        }
        refuseExtensions();
        if (find("attributes") != null) {
            object("attributes", "an object");
        }
    }

    private static Set<String> sorted(Set<String> known) {
        var all = new TreeSet<>(known);
        all.addAll(COMMON);
        return all;
    }

    /** Extensions change how data is laid out, and none is known here (CTF2-SPEC-2.0 §5.1). */
    private void refuseExtensions() throws MetadataException {
        if (find("extensions") == null) {
            return;
        }
        JsonValue.Structure extensions = object("extensions", "an object");
        if (!extensions.members().isEmpty()) {
            throw diagnostics.unsupported(extensions.offset(),
                    owner + " has the extensions " + extensions.members().keySet() + ", expected none");
        }
    }

    int offset() {
        return object.offset();
    }

    /** {@return what the properties are of} */
    JsonValue.Structure object() {
        return object;
    }

    @Nullable
    JsonValue find(String name) {
        return object.members().get(name);
    }

    JsonValue require(String name) throws MetadataException {
        JsonValue value = find(name);
        if (value == null) {
            throw diagnostics.semantic(object.offset(), "property `" + name + "` of " + owner + " is missing");
        }
        return value;
    }

    MetadataException bad(String name, JsonValue value, String expected) {
        return diagnostics.semantic(value.offset(),
                "property `" + name + "` of " + owner + " is " + value.description() + ", expected " + expected);
    }

    @Nullable
    String text(String name) throws MetadataException {
        JsonValue value = find(name);
        return value == null ? null : text(name, value);
    }

    String requireText(String name) throws MetadataException {
        return text(name, require(name));
    }

    private String text(String name, JsonValue value) throws MetadataException {
        if (value instanceof JsonValue.Text text) {
            return text.text();
        }
        throw bad(name, value, "a string");
    }

    /** {@return a number of 0 to 2^64 - 1} */
    long unsigned(String name, long otherwise) throws MetadataException {
        JsonValue value = find(name);
        if (value == null) {
            return otherwise;
        } else if (value instanceof JsonValue.Whole number && !number.isNegative()) {
            return number.bits();
        }
        throw bad(name, value, "an integer that is not negative, of 64 bits");
    }

    /** {@return a number of 0 to 2^63 - 1} */
    long natural(String name, long otherwise) throws MetadataException {
        JsonValue value = find(name);
        return value == null ? otherwise : natural(name, value, 0, Long.MAX_VALUE);
    }

    long require(String name, long least, long most) throws MetadataException {
        return natural(name, require(name), least, most);
    }

    private long natural(String name, JsonValue value, long least, long most) throws MetadataException {
        if (value instanceof JsonValue.Whole number && !number.isNegative() && number.bits() >= least
                && number.bits() <= most) {
            return number.bits();
        }
        throw bad(name, value, most == Long.MAX_VALUE
                ? "an integer of at least " + least
                : "an integer of " + least + " to " + most);
    }

    long signed(String name, long otherwise) throws MetadataException {
        JsonValue value = find(name);
        if (value == null) {
            return otherwise;
        } else if (value instanceof JsonValue.Whole number && number.fitsSigned()) {
            return number.bits();
        }
        throw bad(name, value, "a signed integer of 64 bits");
    }

    /** {@return a power of two, or 1 when there is no such property} */
    int alignment(String name) throws MetadataException {
        JsonValue value = find(name);
        if (value == null) {
            return 1;
        } else if (value instanceof JsonValue.Whole number && number.bits() > 0 && number.bits() <= 1 << 30
                && Long.bitCount(number.bits()) == 1) {
            return (int) number.bits();
        }
        throw bad(name, value, "a power of two of at most 2^30");
    }

    /** {@return one of some texts, or null when there is no such property} */
    @Nullable
    String choice(String name, List<String> choices) throws MetadataException {
        JsonValue value = find(name);
        if (value == null) {
            return null;
        } else if (value instanceof JsonValue.Text text && choices.contains(text.text())) {
            return text.text();
        }
        throw bad(name, value, "one of " + choices);
    }

    JsonValue.Structure object(String name, String expected) throws MetadataException {
        JsonValue value = require(name);
        if (value instanceof JsonValue.Structure structure) {
            return structure;
        }
        throw bad(name, value, expected);
    }

    JsonValue.Array array(String name, String expected) throws MetadataException {
        JsonValue value = require(name);
        if (value instanceof JsonValue.Array array) {
            return array;
        }
        throw bad(name, value, expected);
    }

    /** {@return the UUID that a unique id is, if it is one} */
    @Nullable
    UUID uidAsUuid() throws MetadataException {
        String uid = text("uid");
        return uid != null && UUID_TEXT.matcher(uid).matches() ? UUID.fromString(uid) : null;
    }
}
