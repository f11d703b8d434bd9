package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.source.Lines;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the JSON text sequence that CTF 2 metadata is. */
public final class JsonSequence {
    private static final int UUID_BYTES = 16;

    private JsonSequence() {}

    /**
     * {@return the trace class that the text describes}
     *
     * @param fileName for error messages
     * @throws MetadataException with the line and column, and what was expected there
     */
    public static TraceClass parse(String text, String fileName) throws MetadataException {
        var diagnostics = new Diagnostics(offset -> Lines.place(text, offset, fileName));
        var fragments = new FragmentText(text, diagnostics);
        TraceClassBuilder builder = null;
        while (fragments.hasNext()) {
            JsonValue value = fragments.next();
            if (!(value instanceof JsonValue.Structure fragment)) {
                throw diagnostics.semantic(value.offset(),
                        "a fragment is " + value.description() + ", expected an object");
            }
            JsonValue type = fragment.members().get("type");
            if (!(type instanceof JsonValue.Text name)) {
                throw diagnostics.semantic(type == null ? fragment.offset() : type.offset(),
                        "property `type` of a fragment is " + (type == null ? "missing" : type.description())
                                + ", expected a string");
            }
            if (builder != null) {
                builder.add(name.text(), fragment);
            } else if (name.text().equals("preamble")) {
                builder = preamble(fragment, diagnostics);
            } else {
                throw diagnostics.semantic(fragment.offset(),
                        "first fragment is a " + name.text() + ", expected the preamble");
            }
        }
        if (builder == null) {
            throw diagnostics.semantic(0, "no fragment, expected the preamble");
        }
        return builder.build();
    }

    private static TraceClassBuilder preamble(JsonValue.Structure fragment, Diagnostics diagnostics)
            throws MetadataException {
        var properties = new Properties(diagnostics, "the preamble", fragment, Set.of("version", "uuid"));
        JsonValue version = properties.require("version");
        if (!(version instanceof JsonValue.Whole number && number.bits() == 2)) {
            throw properties.bad("version", version, "2");
        }
        return new TraceClassBuilder(diagnostics, uuid(properties), KeptAttributes.of(properties));
    }

    private static @Nullable UUID uuid(Properties preamble) throws MetadataException {
        if (preamble.find("uuid") == null) {
            return null;
        }
        JsonValue.Array array = preamble.array("uuid", "an array of 16 bytes");
        List<JsonValue> bytes = array.elements();
        if (bytes.size() != UUID_BYTES) {
            throw preamble.bad("uuid", array, "16 bytes, found " + bytes.size());
        }
        long high = 0;
        long low = 0;
        for (JsonValue value : bytes) {
            if (!(value instanceof JsonValue.Whole number) || number.bits() < 0 || number.bits() > 0xFF) {
                throw preamble.bad("uuid", value, "bytes of 0 to 255");
            }
            high = high << Byte.SIZE | low >>> (Long.SIZE - Byte.SIZE);
            low = low << Byte.SIZE | number.bits();
        }
        return new UUID(high, low);
    }
}
