package io.gyre.ctf.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fragment says that decoding needs nothing of: its attributes by namespace, and its own namespace and unique id. */
final class KeptAttributes {
    private KeptAttributes() {}

    /**
     * {@return them by name}, as {@link Map}, {@link List}, {@link String}, {@link Long}, {@link Double} or {@link Boolean}
     *
     * @param properties further properties to keep, where the fragment has them
     */
    static Map<String, Object> of(Properties fragment, String... properties) {
        var kept = new LinkedHashMap<String, Object>();
        for (String name : properties) {
            put(kept, name, fragment.find(name));
        }
        kept.putAll(of(fragment.object()));
        return kept;
    }

    /** {@return the attributes of an object by namespace} */
    static Map<String, Object> of(JsonValue.Structure object) {
        var kept = new LinkedHashMap<String, Object>();
        if (object.members().get("attributes") instanceof JsonValue.Structure attributes) {
            attributes.members().forEach((namespace, value) -> put(kept, namespace, value));
        }
        return kept;
    }

    /** {@return one attribute as text, when it is that} */
    static @Nullable String text(Map<String, Object> attributes, String namespace, String name) {
        return attributes.get(namespace) instanceof Map<?, ?> ofNamespace
                && ofNamespace.get(name) instanceof String text
                        ? text
                        : null;
    }

    /** Null says nothing. */
    private static void put(Map<String, Object> kept, String name, @Nullable JsonValue value) {
        Object plain = value == null ? null : plain(value);
        if (plain != null) {
            kept.put(name, plain);
        }
    }

    static @Nullable Object plain(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> text.text();
            // What 64 signed bits cannot hold keeps its digits.
            case JsonValue.Whole number -> number.fitsSigned() ? (Object) number.bits() : number.description();
            case JsonValue.OtherNumber number -> (Object) Double.valueOf(number.digits());
            case JsonValue.Truth truth -> truth.value();
            case JsonValue.Null _ -> null;
            case JsonValue.Array array -> {
                var elements = new ArrayList<Object>();
                for (JsonValue element : array.elements()) {
                    Object plain = plain(element);
                    elements.add(plain == null ? "null" : plain);
                }
                yield List.copyOf(elements);
            }
            case JsonValue.Structure structure -> {
                var members = new LinkedHashMap<String, Object>();
                structure.members().forEach((name, member) -> put(members, name, member));
                yield Collections.unmodifiableMap(members);
            }
        };
    }
}
