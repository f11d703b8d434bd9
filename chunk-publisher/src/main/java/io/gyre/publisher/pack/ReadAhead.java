package io.gyre.publisher.pack;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.PublishException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Batches on their way from the thread that reads and hashes files to the one that seals, which is the slower one and, where there are two
 * cores, waits little for the other. Few batches are on their way at a time, whatever the chunk's size.
 */
final class ReadAhead implements AutoCloseable {
    /** A batch that alone is larger goes alone. */
    private static final long MAX_BYTES = 8L * Batch.USUAL_BYTES;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Batch> filled = new ArrayDeque<>();
    private final Deque<Batch> free = new ArrayDeque<>();
    private final Thread reader;
    private @Nullable Batch atHand;
    private long bytesOut;
    private boolean ended;
    private boolean cancelled;
    private long readerCpuNanos;
    private @Nullable Throwable failure;

    /** Reads the chunk, on the reading thread. */
    interface Reading {
        void run(Outlet outlet) throws PublishException;
    }

    /** Where the reading thread puts what it reads. */
    final class Outlet {
        private Outlet() {}

        /** {@return a batch with room for a piece of this length}; waits while too much is on its way */
        Batch batch(int length) {
            Batch batch = atHand;
            if (batch != null && batch.hasRoomFor(length)) {
                return batch;
            }
            ship();
            Batch fresh = await(length);
            atHand = fresh;
            return fresh;
        }

        private void ship() {
            Batch batch = atHand;
            atHand = null;
            if (batch != null) {
                lock.lock();
                try {
                    filled.add(batch);
                    readerCpuNanos = THREADS.getCurrentThreadCpuTime();
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        }

        private Batch await(int length) {
            long bytes = Math.max(length, Batch.USUAL_BYTES);
            lock.lock();
            try {
                while (!cancelled && bytesOut > 0 && bytesOut + bytes > MAX_BYTES) {
                    changed.awaitUninterruptibly();
                }
                if (cancelled) {
                    throw new CancelledException();
                }
                Batch again = bytes == Batch.USUAL_BYTES ? free.poll() : null;
                Batch batch = again == null ? new Batch(length) : again;
                bytesOut += batch.capacity();
                return batch;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Unwinds the reading thread when nobody wants what it reads. */
    private static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private CancelledException() {
            super("nobody waits for the batch", null, false, false);
        }
    }

    private ReadAhead(Reading reading) {
        reader = Thread.ofPlatform().name("gyre-read").daemon().unstarted(() -> run(reading));
    }

    static ReadAhead start(Reading reading) {
        var ahead = new ReadAhead(reading);
        ahead.reader.start();
        return ahead;
    }

    /**
     * {@return the next batch, or null when all is read}
     *
     * @throws PublishException why it could not be read
     */
    @Nullable
    Batch next() throws PublishException {
        lock.lock();
        try {
            while (filled.isEmpty() && !ended) {
                changed.await();
            }
            Batch batch = filled.poll();
            if (batch == null) {
                throwFailure();
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException(BrokerException.Kind.CLOSING, "the publisher is closing", e);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a batch back whose bytes are no longer needed. */
    void release(Batch batch) {
        lock.lock();
        try {
            bytesOut -= batch.capacity();
            if (batch.capacity() == Batch.USUAL_BYTES) {
                batch.clear();
                free.add(batch);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return what the reading thread has used of a core, up to its last batch} */
    long readerCpuNanos() {
        lock.lock();
        try {
            return readerCpuNanos;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the reading, wherever it is, and waits for it: its files are closed then. */
    @Override
    public void close() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
            while (!ended) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(Reading reading) {
        Throwable thrown = null;
        try {
            var outlet = new Outlet();
            reading.run(outlet);
            outlet.ship();
        } catch (CancelledException e) {
            // Whoever cancelled knows why.
        } catch (Throwable e) {
            thrown = e;
        } finally {
            lock.lock();
            try {
                failure = thrown;
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void throwFailure() throws PublishException {
        switch (failure) {
            case null -> {
            }
            case PublishException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
