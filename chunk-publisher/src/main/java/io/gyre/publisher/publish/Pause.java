package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import java.util.concurrent.locks.LockSupport;

/** Waits in the middle of a chunk, and no longer than the publisher wants the chunk. */
final class Pause {
    private static final long LOOK_NANOS = 50_000_000;

    private Pause() {}

    /** @param dueNanos as {@link System#nanoTime} counts */
    static void until(long dueNanos, Cancellation cancellation) throws BrokerException {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            cancellation.check();
            if (Thread.currentThread().isInterrupted()) {
                throw new BrokerException(BrokerException.Kind.CLOSING, "the publisher is closing");
            }
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
        }
    }
}
