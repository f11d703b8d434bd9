package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Statement;
import io.gyre.ctf.tsdl.syntax.Statement.Attribute;
import io.gyre.ctf.tsdl.syntax.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The attributes of one block or type, asked for by name. What nobody asked for is kept, not refused (CTF 1.8 §C). */
final class Attributes {
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Diagnostics diagnostics;
    private final String owner;
    private final int offset;
    private final Map<String, Attribute> byName = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    Attributes(Diagnostics diagnostics, String owner, int offset, List<Attribute> attributes) throws MetadataException {
        this.diagnostics = diagnostics;
        this.owner = owner;
        this.offset = offset;
        for (Attribute attribute : attributes) {
            if (byName.putIfAbsent(attribute.name(), attribute) != null) {
                throw diagnostics.semantic(attribute.offset(),
                        "attribute `" + attribute.name() + "` of " + owner + " is given twice");
            }
        }
    }

    @Nullable
    Attribute find(String name) {
        asked.add(name);
        return byName.get(name);
    }

    Attribute require(String name) throws MetadataException {
        Attribute attribute = find(name);
        if (attribute == null) {
            throw diagnostics.semantic(offset, "attribute `" + name + "` of " + owner + " is missing");
        }
        return attribute;
    }

    MetadataException bad(Attribute attribute, String expected) {
        return diagnostics.semantic(attribute.value().offset(),
                "attribute `" + attribute.name() + "` of " + owner + " is "
                        + attribute.value().description() + ", expected " + expected);
    }

    /** {@return a natural number below 2^63} */
    long natural(Attribute attribute) throws MetadataException {
        if (attribute.value() instanceof Value.Whole number && number.isNatural()) {
            return number.magnitude();
        }
        throw bad(attribute, "an integer that is not negative");
    }

    long unsigned(String name, long otherwise) throws MetadataException {
        Attribute attribute = find(name);
        if (attribute == null) {
            return otherwise;
        } else if (attribute.value() instanceof Value.Whole number && !number.negative()) {
            return number.magnitude();
        }
        throw bad(attribute, "an integer that is not negative");
    }

    long natural(String name, long otherwise) throws MetadataException {
        Attribute attribute = find(name);
        return attribute == null ? otherwise : natural(attribute);
    }

    long signed(String name, long otherwise) throws MetadataException {
        Attribute attribute = find(name);
        if (attribute == null) {
            return otherwise;
        } else if (attribute.value() instanceof Value.Whole number && number.fitsSigned()) {
            return number.bits();
        }
        throw bad(attribute, "an integer of 64 bits");
    }

    OptionalLong optionalSigned(String name) throws MetadataException {
        return find(name) == null ? OptionalLong.empty() : OptionalLong.of(signed(name, 0));
    }

    /** {@return the text of a string, or a plain identifier} */
    @Nullable
    String text(String name) throws MetadataException {
        Attribute attribute = find(name);
        return attribute == null ? null : text(attribute);
    }

    String text(Attribute attribute) throws MetadataException {
        return switch (attribute.value()) {
            case Value.Quoted quoted -> quoted.text();
            case Value.Name word -> String.join(".", word.parts());
            case Value.Whole _ -> throw bad(attribute, "a string");
        };
    }

    boolean bool(String name, boolean otherwise) throws MetadataException {
        Attribute attribute = find(name);
        if (attribute == null) {
            return otherwise;
        }
        String text = switch (attribute.value()) {
            case Value.Name word -> String.join(".", word.parts());
            case Value.Whole number -> number.description();
            case Value.Quoted _ -> "";
        };
        return switch (text) {
            case "true", "TRUE", "True", "1" -> true;
            case "false", "FALSE", "False", "0" -> false;
            default -> throw bad(attribute, "true or false");
        };
    }

    @Nullable
    UUID uuid(String name) throws MetadataException {
        Attribute attribute = find(name);
        if (attribute == null) {
            return null;
        } else if (attribute.value() instanceof Value.Quoted quoted && UUID_TEXT.matcher(quoted.text()).matches()) {
            return UUID.fromString(quoted.text());
        }
        throw bad(attribute, "a UUID in a string");
    }

    /** {@return the attributes that nobody asked for, as Long or String} */
    Map<String, Object> others() {
        var others = new HashMap<String, Object>();
        byName.forEach((name, attribute) -> {
            if (!asked.contains(name)) {
                others.put(name, plain(attribute.value()));
            }
        });
        return others;
    }

    /** {@return a Long or a String} */
    static Object plain(Value value) {
        return switch (value) {
            case Value.Whole number -> number.bits();
            case Value.Quoted quoted -> quoted.text();
            case Value.Name word -> String.join(".", word.parts());
        };
    }
}
