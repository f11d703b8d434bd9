package io.gyre.ctf.compile;

import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An {@code @OnEvent} method.
 *
 * @param handler the index of its object among the handlers
 * @param events patterns of event class names
 */
record HandlerMethod(int handler, Method method, List<Pattern> events, List<Parameter> parameters) {
    HandlerMethod {
        events = List.copyOf(events);
        parameters = List.copyOf(parameters);
    }

    /** {@return the same method of another handler} */
    HandlerMethod of(int otherHandler) {
        return otherHandler == handler ? this : new HandlerMethod(otherHandler, method, events, parameters);
    }

    boolean wants(String eventClass) {
        return events.stream().anyMatch(p -> p.matcher(eventClass).matches());
    }

    /** {@return how people know the method} */
    String name() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** What a parameter asks for. */
    sealed interface Parameter {}

    record TimestampNs() implements Parameter {}

    record CpuId() implements Parameter {}

    record ItsEventClass() implements Parameter {}

    record ItsStream() implements Parameter {}

    /** @param required whether the event must have such a field */
    record FieldValue(From from, String name, ValueType type, boolean required) implements Parameter {}

    /** Where a field is looked for. */
    enum From {
        PAYLOAD("payload"), CONTEXT("context");

        private final String words;

        From(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
