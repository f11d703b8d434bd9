package io.gyre.sinks.file;

import java.time.Duration;

/**
 * When what has been read is committed: as soon as one of these is reached, and whenever the sink is drained or closed.
 *
 * @param maxBytes of the records' values, over all partitions; bounds the sink's memory
 * @param maxRecords over all partitions
 * @param maxAge since the oldest record that waits was read
 */
public record Rolling(long maxBytes, int maxRecords, Duration maxAge) {

    /** A live reader sees results after three seconds, a backlog becomes files of 16 MiB. */
    public static final Rolling DEFAULT = new Rolling(16 << 20, 50_000, Duration.ofSeconds(3));

    public Rolling {
        if (maxBytes < 1 || maxRecords < 1 || maxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "rolling needs a positive size and count and no negative age, not " + maxBytes + ", " + maxRecords
                            + ", " + maxAge);
        }
    }
}
