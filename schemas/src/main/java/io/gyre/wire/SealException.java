package io.gyre.wire;

import org.jspecify.annotations.Nullable;

/** A sealed segment cannot be opened, a signature is not accepted, or a key cannot be used. */
public final class SealException extends WireException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** None of the identities at hand is a recipient of the file. */
        WRONG_KEY("seal-wrong-key"),
        /** The sealed bytes are damaged: cut short, changed, or never were what they claim to be. */
        CORRUPT("seal-corrupt"),
        /** The file is sealed for recipients of a kind that Gyre does not speak, such as a passphrase or an SSH key. */
        UNSUPPORTED("seal-unsupported"),
        /** A format version that this version of Gyre no longer reads. */
        TOO_OLD("seal-too-old"),
        /** A format version that this version of Gyre does not read yet. */
        TOO_NEW("seal-too-new"),
        /** More raw bytes than the reader was told to expect. */
        TOO_LARGE("seal-too-large"),
        /** Intact, but not the segment that was asked for. */
        OTHER_SEGMENT("seal-other-segment"),
        /** A key file or key text that cannot be understood. */
        KEY_MALFORMED("key-malformed"),
        /** A key of a kind that Gyre does not use, or one under a passphrase. */
        KEY_UNSUPPORTED("key-unsupported"),
        /** No signature where one must be. */
        SIGNATURE_MISSING("signature-missing"),
        /** The signature's armor or structure cannot be understood. */
        SIGNATURE_MALFORMED("signature-malformed"),
        /** A signature of a kind that Gyre does not check: another key type or hash. */
        SIGNATURE_UNSUPPORTED("signature-unsupported"),
        /** The signature does not fit the message. */
        SIGNATURE_BAD("signature-bad"),
        /** The signature was made for another purpose. */
        SIGNATURE_WRONG_NAMESPACE("signature-wrong-namespace"),
        /** A sound signature by a key that the allowed signers do not list for this purpose. */
        SIGNATURE_UNKNOWN_SIGNER("signature-unknown-signer"),
        /** A sound signature by a listed key, at a time when that key was not valid. */
        SIGNATURE_EXPIRED("signature-expired");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public SealException(Kind kind, String resource, String message) {
        this(kind, resource, message, null);
    }

    public SealException(Kind kind, String resource, String message, @Nullable Throwable cause) {
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
