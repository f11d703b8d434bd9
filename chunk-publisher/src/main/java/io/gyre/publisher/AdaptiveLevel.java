package io.gyre.publisher;

import io.gyre.publisher.publish.Receipt;
import java.time.Duration;

/**
 * zstd's level for the next chunk: lower while chunks pile up and it is sealing that takes the time, the usual one again when none waits.
 * Where Kafka or the bandwidth takes the time, a lower level would only send more.
 */
final class AdaptiveLevel {
    /** So many chunks of a line that wait are a backlog; one or two are a rotation that came early. */
    private static final int BACKLOG = 3;

    private final int usual;
    private final int lowest;
    private int level;
    private boolean sealingIsSlowest = true;

    /** @param lowest at most {@code usual}; the same for a level that never changes */
    AdaptiveLevel(int usual, int lowest) {
        this.usual = usual;
        this.lowest = Math.min(usual, lowest);
        this.level = usual;
    }

    /**
     * {@return the level of the next chunk}
     *
     * @param waiting how many chunks of its line wait behind it
     */
    int next(int waiting) {
        if (waiting == 0) {
            level = usual;
        } else if (waiting >= BACKLOG && sealingIsSlowest && level > lowest) {
            level--;
        }
        return level;
    }

    /** Learns what took the time of the last chunk. */
    void published(Receipt receipt, Duration took) {
        sealingIsSlowest = receipt.sending().multipliedBy(2).compareTo(took) < 0;
    }
}
