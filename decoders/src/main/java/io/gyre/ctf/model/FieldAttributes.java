package io.gyre.ctf.model;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What CTF 2 metadata says of field classes, structure members and variant options for which decoding has no use: their user attributes by
 * namespace, as {@link Map}, {@link java.util.List}, {@link String}, {@link Long}, {@link Double} or {@link Boolean}. They belong to the very
 * object, since two that are equal otherwise may have different ones.
 */
public final class FieldAttributes {
    public static final FieldAttributes NONE = new FieldAttributes(new IdentityHashMap<>());

    private final IdentityHashMap<Object, Map<String, Object>> byOwner;

    private FieldAttributes(IdentityHashMap<Object, Map<String, Object>> byOwner) {
        this.byOwner = byOwner;
    }

    /** {@return the attributes of a field class}, empty when it has none. */
    public Map<String, Object> of(FieldClass fieldClass) {
        return byOwner.getOrDefault(fieldClass, Map.of());
    }

    /** {@return the attributes of a structure's member itself}, next to those of its field class. */
    public Map<String, Object> of(FieldClass.Member member) {
        return byOwner.getOrDefault(member, Map.of());
    }

    /** {@return the attributes of a variant's option itself}, next to those of its field class. */
    public Map<String, Object> of(FieldClass.Option option) {
        return byOwner.getOrDefault(option, Map.of());
    }

    /** Collects them. */
    public static final class Builder {
        private final IdentityHashMap<Object, Map<String, Object>> byOwner = new IdentityHashMap<>();

        /** @param owner a field class, member or option */
        public void put(Object owner, Map<String, Object> attributes) {
            if (!attributes.isEmpty()) {
                byOwner.put(owner, attributes);
            }
        }

        /** {@return what has been collected}; ask once. */
        public FieldAttributes build() {
            return byOwner.isEmpty() ? NONE : new FieldAttributes(byOwner);
        }
    }
}
