package io.gyre.publisher.window;

import io.gyre.publisher.error.PublishException;
import java.util.OptionalLong;

/** Looks at the packets of a chunk and of the one after it. */
@FunctionalInterface
public interface BoundaryRule {
    /**
     * {@return the last nanosecond that nothing in later chunks precedes, or empty when no stream tells}
     *
     * @param chunkId a chunk on disk
     */
    OptionalLong upTo(long chunkId) throws PublishException;
}
