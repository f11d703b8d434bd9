package io.gyre.publisher.pack;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and hashes full segments on a thread of its own while the caller's compresses what follows. The thread starts with the first
 * segment: who has chunks of one segment each needs none. Not thread-safe.
 */
final class SealBehind implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private @Nullable ExecutorService thread;
    private volatile long cpuNanos;

    /** A segment that is sealed now or soon. */
    static final class Result {
        private final CompletableFuture<PackedSegment> segment;

        private Result(CompletableFuture<PackedSegment> segment) {
            this.segment = segment;
        }

        /** {@return the segment}; waits for it, some milliseconds at most */
        PackedSegment await() {
            try {
                return segment.join();
            } catch (CompletionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw e;
                }
            }
        }

        /** Waits until its bytes are no longer needed, whatever comes of it. */
        void abandon() {
            segment.exceptionally(_ -> null).join();
        }
    }

    Result start(Supplier<PackedSegment> sealing) {
        ExecutorService on = thread;
        if (on == null) {
            on = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("gyre-seal").daemon().factory());
            thread = on;
        }
        return new Result(CompletableFuture.supplyAsync(() -> {
            PackedSegment segment = sealing.get();
            cpuNanos = THREADS.getCurrentThreadCpuTime();
            return segment;
        }, on));
    }

    /** {@return what the thread has used of a core, up to its last segment} */
    long cpuNanos() {
        return cpuNanos;
    }

    /** Ends the thread after what was started. */
    @Override
    public void close() {
        ExecutorService on = thread;
        if (on != null) {
            on.close();
        }
    }
}
