package io.gyre.ctf;

/** A {@code metadata} file cannot be understood. */
public final class MetadataException extends CtfException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        MISSING("metadata-missing"), CONTAINER("metadata-container"), SYNTAX("metadata-syntax"), SEMANTIC(
                "metadata-semantic"), UNSUPPORTED("metadata-unsupported"), TOO_LARGE("metadata-too-large");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public MetadataException(Kind kind, Place place, String message) {
        super(place, message);
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
