package io.gyre.publisher.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SealBehindTest {
    private final AtomicReference<Thread> ranOn = new AtomicReference<>(Thread.currentThread());

    private PackedSegment fail(RuntimeException failure) {
        ranOn.set(Thread.currentThread());
        throw failure;
    }

    @Test
    void whatFailsOnItsThreadIsThrownWhereItIsAwaited() {
        var failure = new IllegalArgumentException("no recipients");
        var exhausted = new OutOfMemoryError("of a test");
        try (var behind = new SealBehind()) {
            SealBehind.Result failed = behind.start(() -> fail(failure));
            SealBehind.Result error = behind.start(() -> {
                throw exhausted;
            });
            assertSame(failure, assertThrows(IllegalArgumentException.class, failed::await));
            assertSame(exhausted, assertThrows(OutOfMemoryError.class, error::await));
        }
        assertNotEquals(Thread.currentThread(), ranOn.get());
        assertEquals("gyre-seal", ranOn.get().getName());
    }

    @Test
    void closingWaitsForWhatWasStarted() {
        var isDone = new AtomicBoolean();
        Thread closing = Thread.currentThread();
        try (var behind = new SealBehind()) {
            var _ = behind.start(() -> {
                while (closing.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
                isDone.set(true);
                return fail(new IllegalStateException("nobody asks"));
            });
        }
        assertTrue(isDone.get());
    }

    @Test
    void nothingRunsUntilSomethingIsStarted() {
        try (var behind = new SealBehind()) {
            assertEquals(0, behind.cpuNanos());
        }
    }
}
