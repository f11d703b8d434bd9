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
 *
 * <p>{@code java.util.logging} opens every jar to set itself up, and most who read a trace have nothing to log: it is set up by the first who
 * asks for a logger.
 */
final class Logging {
    private static final int APPEND_FOREVER = 0;
    private static Style untilUsed = Style.PLAIN;
    private static boolean isWaiting;

    private Logging() {}

    /** What {@code java.util.logging} begins with, once it is wanted; it has no loggers yet. */
    static String configuration() {
        isWaiting = false;
        return """
                handlers=java.util.logging.ConsoleHandler
                .level=%s
                io.gyre.level=%s
                java.util.logging.ConsoleHandler.level=ALL
                java.util.logging.ConsoleHandler.formatter=%s
                """.formatted(untilUsed.others(), untilUsed.own(), untilUsed.formatter().getClass().getName());
    }

    /** Loggers are forgotten, with their levels, when nobody holds them. */
    private static final class Named {
        private static final List<Logger> ALL = List.of(Logger.getLogger("io.gyre"), Logger.getLogger("kafka"));
    }

    /** How it is written. */
    enum Style {
        PLAIN, JSON;

        private Formatter formatter() {
            return this == JSON ? new LogJson() : new LogText();
        }

        /** {@return from which level on Gyre's own records are written} */
        private Level own() {
            return this == JSON ? Level.INFO : Level.SEVERE;
        }

        private Level others() {
            return this == JSON ? Level.WARNING : Level.SEVERE;
        }
    }

    /** Nothing may have been logged before. */
    static void waitForUse() {
        System.setProperty("java.util.logging.config.class", LoggingStart.class.getName());
        isWaiting = true;
    }

    /** Errors to stderr, or as JSON all that Gyre says and others' warnings. */
    static void toStderr(Style style) {
        if (isWaiting) {
            untilUsed = style;
            return;
        }
        use(new ConsoleHandler(), style.formatter(), style.own(), style.others());
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
        Named.ALL.getFirst().setLevel(own);
    }
}
