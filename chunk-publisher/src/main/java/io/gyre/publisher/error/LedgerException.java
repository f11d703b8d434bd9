package io.gyre.publisher.error;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be used, so nothing may be published: it would not be known. */
public final class LedgerException extends PublishException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** Another publisher of this machine works on the same session line. */
        BUSY("ledger-busy", Persistence.PASSING),
        /** The state folder cannot be read or written. */
        INACCESSIBLE("ledger-inaccessible", Persistence.PASSING);

        private final String code;
        private final Persistence persistence;

        Kind(String code, Persistence persistence) {
            this.code = code;
            this.persistence = persistence;
        }
    }

    public LedgerException(Kind kind, String message) {
        this(kind, message, null);
    }

    public LedgerException(Kind kind, String message, @Nullable Throwable cause) {
        super(kind.code, kind.persistence, message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
