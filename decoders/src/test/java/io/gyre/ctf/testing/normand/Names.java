package io.gyre.ctf.testing.normand;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables and labels: those of the text, or of one expansion of a macro, which sees what lies around it. */
final class Names {
    private final @Nullable Names outer;
    private final Map<String, Long> values;

    private Names(@Nullable Names outer, Map<String, Long> values) {
        this.outer = outer;
        this.values = values;
    }

    static Names none() {
        return new Names(null, new HashMap<>());
    }

    Names inner() {
        return new Names(this, new HashMap<>());
    }

    void set(String name, long value) {
        values.put(name, value);
    }

    long get(String name) {
        Long value = values.get(name);
        if (value != null) {
            return value;
        } else if (outer == null) {
            throw new IllegalArgumentException("nothing is named " + name);
        }
        return outer.get(name);
    }
}
