package io.gyre.publisher.find;

import java.nio.file.Path;

/** What something else than the folders knows of sessions. */
public interface SessionNews extends AutoCloseable {
    /** Knows nothing. */
    SessionNews NONE = archives -> Standing.UNKNOWN;

    /** Whether a session exists. */
    enum Standing {
        /** It exists, recording or stopped. */
        KNOWN,
        /** It existed and does no more. */
        GONE,
        /** Who is asked does not know, or cannot be asked. */
        UNKNOWN
    }

    /** @param archives of the session */
    Standing standing(Path archives);

    @Override
    default void close() {}
}
