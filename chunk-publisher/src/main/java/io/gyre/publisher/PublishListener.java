package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import java.time.Duration;
import java.util.List;

/** Is told what a publisher does, on the publisher's thread; it should return soon. */
public interface PublishListener {
    /** Listens to nothing. */
    PublishListener NONE = new PublishListener() {
    };

    /** A chunk's way ended; one that failed may be tried again later, and is told again then. */
    default void chunk(ChunkOutcome outcome) {}

    /**
     * A watch tries a chunk again that failed, and does other things before.
     *
     * @param tries how many have failed, this one too
     */
    default void postponed(ChunkOutcome.Failed outcome, int tries, Duration pause) {}

    /** A line was closed, or closing it failed. */
    default void line(LineOutcome outcome) {}

    /** Nothing goes on before this is over; it is tried again after the pause. */
    default void waiting(PublishException reason, Duration pause) {}

    /** A watch has looked at the disk, and begins to publish what waits. */
    default void found(List<LineProgress> lines) {}

    /** A watch has done what it could for now, before it waits for more; it holds no ledger. */
    default void idle() {}

    /** {@return one that tells all of these, in order} */
    static PublishListener all(List<PublishListener> listeners) {
        return new Listeners(listeners);
    }
}
