package io.gyre.publisher;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a publisher ends: asked to, it begins nothing new and finishes the chunk at hand; after a grace it abandons that; if even that hangs in a
 * call to Kafka, its thread is interrupted. Safe for use by several threads.
 */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private static final Duration ABANDON = Duration.ofSeconds(2);
    /** The Kafka clients' own limits for closing, added up. */
    private static final Duration UNWIND = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread runner;
    private @Nullable Runnable wake;
    private boolean requested;
    private volatile boolean abandoned;

    /** A run of the publisher, on the thread that began it. */
    final class Run implements AutoCloseable {
        /** @param action ends whatever the run waits for, when a stop is requested */
        void onRequest(Runnable action) {
            lock.lock();
            try {
                wake = action;
                if (requested) {
                    action.run();
                }
            } finally {
                lock.unlock();
            }
        }

        boolean isRequested() {
            lock.lock();
            try {
                return requested;
            } finally {
                lock.unlock();
            }
        }

        /** Says in mid-chunk whether to go on. */
        void check() throws BrokerException {
            if (abandoned) {
                throw closing();
            }
        }

        /** {@return whether the pause was cut short by a request to stop} */
        boolean pause(Duration pause) {
            lock.lock();
            try {
                long left = pause.toNanos();
                while (!requested && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return requested;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                runner = null;
                wake = null;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            // An interrupt that came too late is not the caller's.
            if (abandoned) {
                Thread.interrupted();
            }
        }
    }

    Run begin() throws BrokerException {
        lock.lock();
        try {
            if (runner != null) {
                throw new IllegalStateException("this publisher is running already");
            }
            if (requested) {
                throw closing();
            }
            runner = Thread.currentThread();
            return new Run();
        } finally {
            lock.unlock();
        }
    }

    void request(Duration grace) {
        lock.lock();
        try {
            requested = true;
            changed.signalAll();
            if (wake != null) {
                wake.run();
            }
            if (ended(grace)) {
                return;
            }
            abandoned = true;
            if (ended(ABANDON)) {
                return;
            }
            Thread hanging = runner;
            if (hanging != null) {
                hanging.interrupt();
            }
            if (!ended(UNWIND)) {
                LOG.warn("the publisher did not end in time; what was not committed stays invisible");
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean ended(Duration within) {
        try {
            long left = within.toNanos();
            while (runner != null && runner != Thread.currentThread() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return runner == null || runner == Thread.currentThread();
    }

    private static BrokerException closing() {
        return new BrokerException(Kind.CLOSING, "the publisher is being closed");
    }
}
