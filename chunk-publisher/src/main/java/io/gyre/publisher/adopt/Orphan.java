package io.gyre.publisher.adopt;

import java.nio.file.Path;
import java.util.List;

/**
 * A chunk that lies in a session's folder, outside {@code archives/}.
 *
 * @param session the session's folder
 * @param parts the folders that make the chunk: one, or the tracing domains' of one that was never rotated
 * @param target where it belongs
 * @param kind how it came to lie there
 */
public record Orphan(Path session, List<Path> parts, Path target, Kind kind) {
    public Orphan {
        parts = List.copyOf(parts);
    }

    /** How it came to lie there. */
    public enum Kind {
        /** Its rotation was not finished. */
        CLOSING,
        /** It was the current one. */
        CURRENT,
        /** Its session never rotated. */
        NEVER_ROTATED
    }
}
