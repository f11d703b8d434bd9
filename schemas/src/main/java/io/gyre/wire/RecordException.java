package io.gyre.wire;

import org.jspecify.annotations.Nullable;

/** A key or an Avro record cannot be understood. */
public final class RecordException extends WireException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** The key is not of the form that its topic demands. */
        BAD_KEY("record-bad-key"),
        /** The value is no single-object encoded Avro record of this kind. */
        CORRUPT("record-corrupt"),
        /** The value was written with a schema that this version does not know; most likely a newer version wrote it. */
        TOO_NEW("record-too-new");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public RecordException(Kind kind, String resource, String message) {
        this(kind, resource, message, null);
    }

    public RecordException(Kind kind, String resource, String message, @Nullable Throwable cause) {
        super(resource, message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String code() {
        return kind.code;
    }
}
