package io.gyre.publisher.error;

import org.jspecify.annotations.Nullable;

/** Kafka did not take the chunk. */
public final class BrokerException extends PublishException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** No broker answers, or not in time. */
        UNAVAILABLE("broker-unavailable", Persistence.PASSING),
        /** Another publisher began to write the same session line; only one may. */
        FENCED("broker-fenced", Persistence.PASSING),
        /** The transaction was aborted, by the broker or by us. */
        ABORTED("broker-transaction-aborted", Persistence.PASSING),
        /** The chunk took longer than a transaction may. */
        TIMED_OUT("chunk-timeout", Persistence.PASSING),
        /** Another transaction, still open, hides what is published already. */
        HIDDEN("broker-open-transaction", Persistence.PASSING),
        /** The publisher is closing. */
        CLOSING("publisher-closing", Persistence.PASSING), NOT_AUTHENTICATED("broker-not-authenticated",
                Persistence.PERMANENT), NOT_AUTHORISED("broker-not-authorised", Persistence.PERMANENT), UNKNOWN_TOPIC(
                        "broker-unknown-topic",
                        Persistence.PERMANENT), TOO_LARGE("broker-record-too-large", Persistence.PERMANENT),
        /** A setting that the client or the broker refuses. */
        CONFIGURATION("broker-configuration", Persistence.PERMANENT);

        private final String code;
        private final Persistence persistence;

        Kind(String code, Persistence persistence) {
            this.code = code;
            this.persistence = persistence;
        }
    }

    public BrokerException(Kind kind, String message) {
        this(kind, message, null);
    }

    public BrokerException(Kind kind, String message, @Nullable Throwable cause) {
        super(kind.code, kind.persistence, message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
