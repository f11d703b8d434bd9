package io.gyre.publisher;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double with every failure up to a limit, with a quarter of chance so that a fleet does not come back at once. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_OF_COSTLY = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 20;

    private int failures;

    void reset() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    Duration next() {
        return next(FIRST, LONGEST);
    }

    /** {@return the pause after a try that took long}: the first is as long as that, so that at most half of the time goes into it. */
    Duration nextAfter(Duration took) {
        return next(took.compareTo(FIRST) > 0 ? took : FIRST, LONGEST_OF_COSTLY);
    }

    private Duration next(Duration first, Duration longest) {
        long factor = 1L << Math.min(failures, MAX_DOUBLINGS);
        failures++;
        long millis = first.toMillis() > longest.toMillis() / factor ? longest.toMillis() : first.toMillis() * factor;
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }
}
