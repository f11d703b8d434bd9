package io.gyre.ctf.json;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What LTTng and babeltrace2 tell of an event in attributes: a log level by its name, and the URI of its EMF model. */
final class LogLevels {
    private static final List<String> NAMESPACES = List.of("lttng.org,2009", "babeltrace.org,2020");
    /** By number, from 0. */
    private static final List<String> NAMES = List.of("emergency", "alert", "critical", "error", "warning", "notice",
            "info", "debug:system", "debug:program", "debug:process", "debug:module", "debug:unit", "debug:function",
            "debug:line", "debug");

    private LogLevels() {}

    /** {@return the number that CTF 1.8 metadata has for the level}; none for a name that is not LTTng's. */
    static OptionalLong number(Map<String, Object> attributes) {
        String name = find(attributes, "log-level");
        int number = name == null ? -1 : NAMES.indexOf(name);
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    static @Nullable String emfUri(Map<String, Object> attributes) {
        return find(attributes, "emf-uri");
    }

    private static @Nullable String find(Map<String, Object> attributes, String name) {
        for (String namespace : NAMESPACES) {
            String text = KeptAttributes.text(attributes, namespace, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
