package io.gyre.publisher.pack;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.PublishException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and hashes one full segment, on a thread of its own, while the next one is filled; hands it to the sink on the thread that
 * fills. The sink gets segments in the order in which they came. Not thread-safe.
 */
final class SegmentSealer implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SegmentSink sink;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gyre-seal").daemon().factory());
    private @Nullable Future<PackedSegment> sealing;
    private volatile long cpuNanos;

    SegmentSealer(SegmentSink sink) {
        this.sink = sink;
    }

    /** Has a segment sealed, once the one before it has gone to the sink; nobody else may touch it from now on. */
    void seal(Callable<PackedSegment> segment) throws PublishException {
        deliver();
        sealing = thread.submit(() -> {
            try {
                return segment.call();
            } finally {
                cpuNanos = THREADS.getCurrentThreadCpuTime();
            }
        });
    }

    /** Waits for the segment that is being sealed, if there is one, and hands it to the sink. */
    void deliver() throws PublishException {
        Future<PackedSegment> sealed = sealing;
        if (sealed != null) {
            sealing = null;
            sink.take(await(sealed));
        }
    }

    /** {@return what the sealing thread has used of a core, up to its last segment} */
    long cpuNanos() {
        return cpuNanos;
    }

    /** Waits for what is being sealed, which goes nowhere. */
    @Override
    public void close() {
        thread.close();
    }

    private static PackedSegment await(Future<PackedSegment> sealed) throws PublishException {
        try {
            return sealed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException(BrokerException.Kind.CLOSING, "the publisher is closing", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
