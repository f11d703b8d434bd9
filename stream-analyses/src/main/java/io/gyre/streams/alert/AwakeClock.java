package io.gyre.streams.alert;

import java.time.Duration;

/**
 * How long things have been quiet, for one who was listening. Time that a stream thread spends on something else, such as on decoding a large
 * chunk, must not count as silence: what came meanwhile has not been read yet. So between two ticks at most twice the time passes that should
 * lie between them. Begins at 0 with the process. For one thread.
 */
final class AwakeClock {
    private final long mostMs;
    private long lastTickMs;
    private long awakeMs;

    /** @param every the time between two ticks */
    AwakeClock(Duration every, long nowMs) {
        this.mostMs = 2 * every.toMillis();
        this.lastTickMs = nowMs;
    }

    /** Some time has passed. */
    void tick(long nowMs) {
        awakeMs += Math.clamp(nowMs - lastTickMs, 0, mostMs);
        lastTickMs = nowMs;
    }

    /** {@return for how many milliseconds it has listened} */
    long awakeMs() {
        return awakeMs;
    }
}
