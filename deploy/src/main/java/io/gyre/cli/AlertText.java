package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.TextTable;
import io.gyre.wire.Alert;
import io.gyre.wire.LineId;
import java.util.Locale;

/** Alerts for people and for programs. */
final class AlertText {
    private AlertText() {}

    /** {@return one line}: when, what, of whom, why */
    static String line(Alert alert) {
        StringBuilder line = new StringBuilder("alert  ");
        line.append(alert.atNs() == Long.MAX_VALUE ? "at the end" : TextTable.time(alert.atNs()));
        line.append("  ").append(alert.rule()).append(' ').append(name(alert.change())).append(" for ")
                .append(of(alert.line()));
        if (!alert.value().isEmpty()) {
            line.append(", at ").append(alert.value());
        }
        line.append(switch (alert.cause()) {
            case FIGURE, HEARD -> "";
            case SILENCE -> ", nothing having come";
            case ENDED -> ", whose session has ended";
            case WITHDRAWN -> ", the rule being withdrawn";
        });
        return line.append("  (").append(alert.text()).append(')').toString();
    }

    private static String of(LineId line) {
        return line.session().isEmpty() ? line.host() : line.host() + "/" + line.session();
    }

    /** {@return an object with all that an alert says} */
    static ObjectNode json(Alert alert) {
        ObjectNode object = JsonNodeFactory.instance.objectNode()
                .put("alert", alert.rule())
                .put("change", name(alert.change()))
                .put("cause", name(alert.cause()))
                .put("host", alert.line().host())
                .put("session", alert.line().session())
                .put("created", alert.line().created())
                .put("number", alert.number())
                .put("value", alert.value());
        if (alert.chunkId() != null) {
            object.put("chunk", alert.chunkId());
        }
        if (alert.atNs() != Long.MAX_VALUE) {
            object.put("at_ns", alert.atNs());
        }
        return object.put("clock", name(alert.clock())).put("rule", alert.text());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
