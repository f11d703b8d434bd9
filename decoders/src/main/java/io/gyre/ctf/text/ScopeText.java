package io.gyre.ctf.text;

import io.gyre.ctf.model.Scope;
import io.gyre.ctf.text.TextOptions.Names;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What stands at the beginning of a scope, and whether the fields in it are named. */
final class ScopeText {
    private record Begin(byte[] first, byte[] next, NodeText.Naming naming) {}

    private final Map<Scope, Begin> begins = new EnumMap<>(Scope.class);

    ScopeText(TextOptions options) {
        var text = new LiteralText(Palette.of(options.coloring()));
        for (Scope scope : Scope.values()) {
            Names names = scope == Scope.EVENT_RECORD_PAYLOAD ? Names.PAYLOAD : Names.CONTEXT;
            byte[] first = begin(text, scope, options);
            byte[] next = begin(text.text(", "), scope, options);
            begins.put(scope, new Begin(first, next,
                    options.names().contains(names) ? NodeText.Naming.NAMED : NodeText.Naming.NAMELESS));
        }
    }

    private static byte[] begin(LiteralText text, Scope scope, TextOptions options) {
        if (options.names().contains(Names.SCOPE)) {
            text.name(name(scope));
        }
        return text.text("{").take();
    }

    /** {@return the scope's name in CTF 1.8} */
    private static String name(Scope scope) {
        return switch (scope) {
            case PACKET_HEADER -> "trace.packet.header";
            case PACKET_CONTEXT -> "stream.packet.context";
            case EVENT_RECORD_HEADER -> "stream.event.header";
            case EVENT_RECORD_COMMON_CONTEXT -> "stream.event.context";
            case EVENT_RECORD_SPECIFIC_CONTEXT -> "event.context";
            case EVENT_RECORD_PAYLOAD -> "event.fields";
        };
    }

    /** {@return the text of the beginning} */
    byte[] begin(Scope scope, boolean follows) {
        Begin begin = of(scope);
        return follows ? begin.next : begin.first;
    }

    NodeText.Naming naming(Scope scope) {
        return of(scope).naming;
    }

    private Begin of(Scope scope) {
        return Objects.requireNonNull(begins.get(scope));
    }
}
