package io.gyre.publisher;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double with every failure up to a limit, with a quarter of chance so that a fleet does not come back at once. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 10;

    private int failures;

    void reset() {
        failures = 0;
    }

    Duration next() {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        long millis = Math.min(pause.toMillis(), LONGEST.toMillis());
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }
}
