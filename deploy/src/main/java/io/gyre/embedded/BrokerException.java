package io.gyre.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not be started, or did not stop in time. The message says what to do. */
public final class BrokerException extends Exception {
    /** What went wrong, and whether trying again may help. */
    public enum Reason {
        /** Another process holds the data folder. */
        FOLDER_IN_USE,
        /** The port is taken. */
        PORT_IN_USE,
        /** The data folder cannot be created, read or written. */
        FOLDER_UNUSABLE,
        /** Not ready within the time allowed. */
        TOO_SLOW,
        /** Kafka gave up; its own log says more. */
        FAILED
    }

    private final Reason reason;

    BrokerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
