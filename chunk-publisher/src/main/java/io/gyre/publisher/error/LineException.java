package io.gyre.publisher.error;

import org.jspecify.annotations.Nullable;

/** The chunk does not fit into what is published of its session line. */
public final class LineException extends PublishException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** A chunk of the same line and id, with other bytes, is published already. */
        CONTENT_DIFFERS("chunk-content-differs", Persistence.PERMANENT),
        /** Its neighbours are published as neighbours of each other. */
        OUT_OF_LINE("chunk-out-of-line", Persistence.PERMANENT),
        /** No trace yet that says which host and session this is; the first one that appears does. */
        IDENTITY_UNKNOWN("session-identity-unknown", Persistence.PERMANENT);

        private final String code;
        private final Persistence persistence;

        Kind(String code, Persistence persistence) {
            this.code = code;
            this.persistence = persistence;
        }
    }

    public LineException(Kind kind, String message) {
        this(kind, message, null);
    }

    public LineException(Kind kind, String message, @Nullable Throwable cause) {
        super(kind.code, kind.persistence, message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
