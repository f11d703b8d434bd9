package io.gyre.analysis;

/** Bytes are not a partial that this analysis can read. */
public final class PartialFormatException extends Exception {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        TOO_NEW("partial-too-new"), TOO_OLD("partial-too-old"), OTHER_ANALYSIS("partial-of-other-analysis"), CORRUPT(
                "partial-corrupt");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public PartialFormatException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** {@return the stable code, as metrics and the quarantine show it} */
    public String code() {
        return kind.code;
    }
}
