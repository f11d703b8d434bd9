package io.gyre.sinks.restore;

/** A chunk cannot be rebuilt from what Kafka holds of it. Other chunks can. */
public final class RestoreException extends Exception {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** A name in the manifest would lead out of the folder, or is no name at all. */
        UNSAFE_PATH("restore-unsafe-path"),
        /** The manifest contradicts itself, or a segment contradicts the manifest. */
        CONTRADICTION("restore-contradiction"),
        /** Kafka has no record where the manifest says that a segment lies; most likely retention deleted it. */
        SEGMENT_MISSING("restore-segment-missing"),
        /** A rebuilt file is not the file that was published. */
        FILE_DIFFERS("restore-file-differs"),
        /** A folder is there already, with other content. */
        FOLDER_DIFFERS("restore-folder-differs");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public RestoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** {@return the stable code, such as {@code restore-segment-missing}} */
    public String code() {
        return kind.code;
    }
}
