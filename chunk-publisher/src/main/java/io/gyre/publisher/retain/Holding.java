package io.gyre.publisher.retain;

import io.gyre.wire.RecordRef;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something on disk that a policy is asked about: a chunk's folder, or a file of results.
 *
 * @param trash the hidden name beside it that it gets before it is removed, on the same file system
 * @param owner whose it is: a session line, or a partition of results; the newest are counted within it
 * @param number its place among the owner's, ascending: a chunk's id
 * @param ended when the last of what it holds was written
 * @param manifest where the chunk's manifest lies; null when it is not known or there is none
 */
public record Holding(Path path, Path trash, String owner, long number, Instant ended, long bytes, Standing standing,
        @Nullable RecordRef manifest) {

    /** How a hidden name begins. */
    static final String TRASH = ".trash-";

    /** Whether it may be deleted at all. */
    public sealed interface Standing {
        /** When the retention policy says so: it is safe elsewhere. */
        record Safe() implements Standing {}

        /** When the shedding policy says so, and only then: it is nowhere else. */
        record Unpublished() implements Standing {}

        /** Never. */
        record Fixed(String why) implements Standing {}
    }
}
