package io.gyre.publisher.error;

import org.jspecify.annotations.Nullable;

/** A file of the chunk could not be read as it was when packing began. */
public final class ChunkFileException extends PublishException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** The file or folder is gone: someone deletes chunks that are not published. */
        VANISHED("chunk-file-vanished", Persistence.PASSING),
        /** Fewer bytes than when packing began. */
        SHRANK("chunk-file-shrank", Persistence.PASSING),
        /** More bytes or a newer time: the chunk is not complete. */
        CHANGED("chunk-file-changed", Persistence.PASSING),
        /** Permission or an I/O error. */
        UNREADABLE("chunk-file-unreadable", Persistence.PASSING),
        /** Something that nobody thought of, met in this chunk; the cause tells where. */
        UNEXPECTED("chunk-unexpected-error", Persistence.PERMANENT),
        /** More files than a manifest may name. */
        TOO_MANY("chunk-too-many-files", Persistence.PERMANENT);

        private final String code;
        private final Persistence persistence;

        Kind(String code, Persistence persistence) {
            this.code = code;
            this.persistence = persistence;
        }
    }

    public ChunkFileException(Kind kind, String message) {
        this(kind, message, null);
    }

    public ChunkFileException(Kind kind, String message, @Nullable Throwable cause) {
        super(kind.code, kind.persistence, message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
