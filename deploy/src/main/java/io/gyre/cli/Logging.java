package io.gyre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where Kafka's, the libraries' and Gyre's own log goes, through {@code java.util.logging}. It is not for users, who are told by the console; so
 * only errors reach stderr, and a process that has a folder writes a file there. As JSON it is for a collector, which gets more of it.
 */
final class Logging {
    /** Loggers are forgotten, with their levels, when nobody holds them. */
    private static final List<Logger> NAMED = List.of(Logger.getLogger("io.gyre"), Logger.getLogger("kafka"));
    private static final int APPEND_FOREVER = 0;

    private Logging() {}

    /** How it is written. */
    enum Style {
        PLAIN, JSON
    }

    /** Errors to stderr, or as JSON all that Gyre says and others' warnings. */
    static void toStderr(Style style) {
        switch (style) {
            case PLAIN -> use(new ConsoleHandler(), new LogText(), Level.SEVERE, Level.SEVERE);
            case JSON -> use(new ConsoleHandler(), new LogJson(), Level.INFO, Level.WARNING);
        }
    }

    /** Warnings and errors to a file, with times. */
    static void toFile(Path file) throws IOException {
        use(new FileHandler(file.toString().replace("%", "%%"), APPEND_FOREVER, 1, true), new LogText(), Level.WARNING,
                Level.WARNING);
    }

    private static void use(Handler handler, Formatter formatter, Level own, Level others) {
        Logger root = Logger.getLogger("");
        for (Handler before : root.getHandlers()) {
            root.removeHandler(before);
            if (before instanceof FileHandler) {
                before.close();
            }
        }
        handler.setFormatter(formatter);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(others);
        NAMED.getFirst().setLevel(own);
    }
}
