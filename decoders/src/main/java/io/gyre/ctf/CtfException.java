package io.gyre.ctf;

/**
 * Something about a trace is not as the format demands. Checked, because every trace comes from outside.
 *
 * <p>The message says what, the value and the limit; {@link #code()} is stable and appears in metrics and in the quarantine;
 * {@link #place()} says where.
 */
public abstract sealed class CtfException extends Exception permits MetadataException, DataStreamException {
    private final Place place;

    CtfException(Place place, String message) {
        super(place.isEmpty() ? message : place + ": " + message);
        this.place = place;
    }

    /** {@return the stable code, such as {@code metadata-syntax} or {@code packet-truncated}} */
    public abstract String code();

    public Place place() {
        return place;
    }
}
