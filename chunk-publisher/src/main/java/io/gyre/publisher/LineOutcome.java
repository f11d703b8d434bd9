package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import io.gyre.wire.LineId;

/** Whether a line's end is published. */
public sealed interface LineOutcome {
    LineId line();

    /** Its closing manifest is committed. */
    record Closed(LineId line, long lastChunkId) implements LineOutcome {}

    /** It was closed before. */
    record AlreadyClosed(LineId line, long lastChunkId) implements LineOutcome {}

    /** More may come: the session goes on, its last chunk is not published, or closing is not wanted. */
    record Open(LineId line) implements LineOutcome {}

    /** Its closing manifest could not be published. */
    record Failed(LineId line, PublishException reason) implements LineOutcome {}
}
