package io.gyre.publisher.adopt;

import java.nio.file.Path;
import java.util.Optional;

/** Knows whether something still writes a session. */
@FunctionalInterface
public interface LiveWriters {
    /** {@return who it is, or nothing as far as this one knows} */
    Optional<String> writing(Path session);
}
