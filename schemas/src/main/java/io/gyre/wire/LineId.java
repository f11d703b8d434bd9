package io.gyre.wire;

/**
 * Names a session line: one recording session on one host. Ids of chunks restart with each creation of a session, so its creation
 * time belongs to the name.
 *
 * <p>As a record key, {@code host/session/created} in UTF-8: {@code %}, {@code /}, {@code #} and control characters of the parts are
 * percent-encoded, so that equal lines have equal bytes, hash to the same partition, and different lines never collide.
 *
 * @param created LTTng's {@code trace_creation_datetime}, such as {@code 20261123T092351+0000}; empty when unknown
 */
public record LineId(String host, String session, String created) implements Comparable<LineId> {

    /** @throws IllegalArgumentException when a part is not well-formed UTF-16 and so has no UTF-8 form */
    public LineId {
        KeyText.checkUnicode(host);
        KeyText.checkUnicode(session);
        KeyText.checkUnicode(created);
    }

    /** {@return the record key} */
    public String key() {
        return KeyText.escape(host) + "/" + KeyText.escape(session) + "/" + KeyText.escape(created);
    }

    /** {@return the line whose {@link #key()} this is} */
    public static LineId ofKey(String key) throws RecordException {
        String[] parts = key.split("/", -1);
        if (parts.length != 3) {
            throw KeyText.bad(key, "a line's key has 3 parts between slashes, not " + parts.length);
        }
        return new LineId(KeyText.unescape(parts[0], key), KeyText.unescape(parts[1], key),
                KeyText.unescape(parts[2], key));
    }

    @Override
    public int compareTo(LineId other) {
        int order = host.compareTo(other.host);
        if (order == 0) {
            order = session.compareTo(other.session);
        }
        return order == 0 ? created.compareTo(other.created) : order;
    }

    @Override
    public String toString() {
        return host + "/" + session + (created.isEmpty() ? "" : "/" + created);
    }
}
