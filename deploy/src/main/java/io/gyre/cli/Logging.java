package io.gyre.cli;

import java.nio.file.Path;

/**
 * Where Kafka's and the libraries' own log goes. It is not for users, who are told by the console; so only errors reach stderr, and
 * a process that has a folder writes a file there. Must be called before anything logs.
 */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Errors to stderr. */
    static void toStderr() {
        System.setProperty(PREFIX + "defaultLogLevel", "error");
    }

    /** Warnings and errors to a file, with times. */
    static void toFile(Path file) {
        System.setProperty(PREFIX + "defaultLogLevel", "warn");
        System.setProperty(PREFIX + "logFile", file.toString());
        System.setProperty(PREFIX + "showDateTime", "true");
        System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }
}
