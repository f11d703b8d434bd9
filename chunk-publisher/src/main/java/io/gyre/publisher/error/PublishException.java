package io.gyre.publisher.error;

import org.jspecify.annotations.Nullable;

/**
 * A chunk could not be published, and nothing of it is visible on Kafka.
 *
 * <p>The message says what happened, the value and the limit, and what to do; {@link #code()} is stable and appears in logs and
 * metrics; {@link #persistence()} says whether trying again may help by itself.
 */
public abstract sealed class PublishException extends Exception
        permits ChunkFileException, BrokerException, LedgerException, LineException {

    /** Whether time alone may cure it. */
    public enum Persistence {
        /** Tried again with growing pauses. */
        PASSING,
        /** Someone must act first: change a right, a setting, a file. */
        PERMANENT
    }

    private final String code;
    private final Persistence persistence;

    PublishException(String code, Persistence persistence, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.persistence = persistence;
    }

    /** {@return the stable code, such as {@code chunk-file-vanished} or {@code broker-not-authorised}} */
    public final String code() {
        return code;
    }

    public final Persistence persistence() {
        return persistence;
    }
}
