package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;

/**
 * How many sealed bytes a second may go to Kafka, over all session lines together. A segment is sent when the time of all before it is over,
 * so that the mean is kept over any few seconds, and what was not used is not made up for. Not thread-safe.
 */
public final class Bandwidth {
    private static final double NANOS = 1e9;

    private final double nanosPerByte;
    private long freeNanos = System.nanoTime();

    private Bandwidth(double nanosPerByte) {
        this.nanosPerByte = nanosPerByte;
    }

    public static Bandwidth unlimited() {
        return new Bandwidth(0);
    }

    /** @param bytesPerSecond more than 0 */
    public static Bandwidth of(long bytesPerSecond) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("a bandwidth of " + bytesPerSecond + " bytes a second sends nothing");
        }
        return new Bandwidth(NANOS / bytesPerSecond);
    }

    /** Waits until these bytes may be sent. */
    void await(long bytes, Cancellation cancellation) throws BrokerException {
        if (nanosPerByte > 0) {
            Pause.until(freeNanos, cancellation);
            long now = System.nanoTime();
            freeNanos = (freeNanos - now > 0 ? freeNanos : now) + (long) (bytes * nanosPerByte);
        }
    }
}
