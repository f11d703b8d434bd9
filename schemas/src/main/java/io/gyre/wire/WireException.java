package io.gyre.wire;

import org.jspecify.annotations.Nullable;

/**
 * Something that came over the wire, or a key that opens it, is not as it must be. Checked, because all of it comes from outside.
 *
 * <p>{@link #code()} is stable and appears in metrics and in the quarantine; {@link #resource()} names what was read, such as
 * {@code gyre.segments-3@1234} or a file's path; the message says what, the value and the limit.
 */
public abstract sealed class WireException extends Exception permits RecordException, SealException {
    private final String resource;

    WireException(String resource, String message, @Nullable Throwable cause) {
        super(resource.isEmpty() ? message : resource + ": " + message, cause);
        this.resource = resource;
    }

    /** {@return the stable code, such as {@code record-corrupt} or {@code seal-wrong-key}} */
    public abstract String code();

    /** {@return what was read, as the user knows it; empty when it had no name} */
    public String resource() {
        return resource;
    }
}
