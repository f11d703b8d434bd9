package io.gyre.streams;

import io.gyre.streams.plan.Arrival;
import java.time.Duration;

/**
 * How long a chunk waits for its predecessor. A planner that was stopped, or lags behind, must not take for missing what it has not read
 * yet; so a manifest has waited long enough when the planner itself has run for that long since, and has either seen manifests
 * that were sent that much later, or has seen nothing at all for that long. Used by one thread.
 */
final class Patience {
    private final long timeoutMs;
    private long startedAtMs;
    private long heardAtMs;
    private long latestSentMs = Long.MIN_VALUE;

    Patience(Duration timeout) {
        this.timeoutMs = timeout.toMillis();
    }

    void start(long nowMs) {
        startedAtMs = nowMs;
        heardAtMs = nowMs;
    }

    /** A manifest, whatever it says, was sent and is read now. */
    void heard(long sentMs, long nowMs) {
        latestSentMs = Math.max(latestSentMs, sentMs);
        heardAtMs = nowMs;
    }

    boolean isOver(Arrival arrival, long nowMs) {
        if (nowMs - Math.max(arrival.arrivedAtMs(), startedAtMs) < timeoutMs) {
            return false;
        }
        return latestSentMs >= arrival.sentAtMs() + timeoutMs || nowMs - heardAtMs >= timeoutMs;
    }

    Duration checkEvery() {
        return Duration.ofMillis(Math.clamp(timeoutMs / 4, 10, 1000));
    }
}
