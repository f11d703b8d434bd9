package io.gyre.chunk;

/**
 * Names a session line: one recording session on one host. Ids of chunks restart with each creation of a session, so its
 * creation time belongs to the key.
 *
 * @param created LTTng's {@code trace_creation_datetime}, such as {@code 20261123T092351+0000}; empty when unknown
 */
public record SessionKey(String host, String session, String created) implements Comparable<SessionKey> {
    @Override
    public int compareTo(SessionKey other) {
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
