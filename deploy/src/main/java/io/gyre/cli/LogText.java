package io.gyre.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line for each record: time, level, logger, message; then the stack, if there is one. */
public final class LogText extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
        return TIME.format(entry.getInstant()) + " " + entry.getLevel() + " " + entry.getLoggerName() + " - "
                + formatMessage(entry) + "\n" + stack(entry);
    }

    static String stack(LogRecord entry) {
        if (entry.getThrown() == null) {
            return "";
        }
        StringWriter stack = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
