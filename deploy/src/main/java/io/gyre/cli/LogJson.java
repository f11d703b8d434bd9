package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** An object in a line for each record: {@code at, level, logger, message, stack}. */
public final class LogJson extends Formatter {
    @Override
    public String format(LogRecord entry) {
        ObjectNode node = object(entry.getInstant(), level(entry.getLevel()), String.valueOf(entry.getLoggerName()),
                formatMessage(entry));
        if (entry.getThrown() != null) {
            node.put("stack", LogText.stack(entry));
        }
        return node + "\n";
    }

    static ObjectNode object(Instant at, String level, String logger, String message) {
        return JsonNodeFactory.instance.objectNode().put("at", at.toString()).put("level", level).put("logger", logger)
                .put("message", message);
    }

    private static String level(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "error"
                : level.equals(Level.WARNING) ? "warn" : level.getName().toLowerCase(Locale.ROOT);
    }
}
