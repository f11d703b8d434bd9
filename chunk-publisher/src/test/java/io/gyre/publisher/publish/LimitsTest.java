package io.gyre.publisher.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.BrokerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Cancellation NEVER = () -> {};

    @Test
    void theBandwidthIsKeptAndTheFirstSegmentGoesAtOnce() throws Exception {
        var bandwidth = Bandwidth.of(1_000_000);
        long begin = System.nanoTime();
        bandwidth.await(50_000, NEVER);
        assertTrue(millisSince(begin) < 50, "the first one waits for nothing");
        bandwidth.await(50_000, NEVER);
        bandwidth.await(1, NEVER);
        assertTrue(millisSince(begin) >= 100, "100 kB at 1 MB/s");
    }

    @Test
    void whatWasNotUsedIsNotMadeUpFor() throws Exception {
        var bandwidth = Bandwidth.of(1_000_000);
        bandwidth.await(1, NEVER);
        Pause.until(System.nanoTime() + Duration.ofMillis(100).toNanos(), NEVER);
        long begin = System.nanoTime();
        bandwidth.await(60_000, NEVER);
        bandwidth.await(1, NEVER);
        assertTrue(millisSince(begin) >= 60);
    }

    @Test
    void packingTakesNoMoreThanItsShare() throws Exception {
        long begin = System.nanoTime();
        var pace = new CpuShare(0.5).pace(NEVER);
        pace.spent(Duration.ofMillis(60).toNanos());
        assertTrue(millisSince(begin) >= 120, "60 ms at half a core");
        pace.spent(Duration.ofMillis(60).toNanos());
        assertTrue(millisSince(begin) >= 120, "nothing more was spent");
    }

    @Test
    void aPauseEndsWhenTheChunkIsAbandoned() {
        var bandwidth = Bandwidth.of(1);
        Cancellation abandoned = () -> {
            throw new BrokerException(BrokerException.Kind.CLOSING, "closing");
        };
        BrokerException error = assertThrows(BrokerException.class, () -> {
            bandwidth.await(1_000_000, abandoned);
            bandwidth.await(1, abandoned);
        });
        assertEquals("publisher-closing", error.code());
    }

    @Test
    void nothingIsNoLimit() {
        assertThrows(IllegalArgumentException.class, () -> Bandwidth.of(0));
        assertThrows(IllegalArgumentException.class, () -> new CpuShare(0));
        assertThrows(IllegalArgumentException.class, () -> new CpuShare(Double.NaN));
    }

    private static long millisSince(long beginNanos) {
        return (System.nanoTime() - beginNanos) / 1_000_000;
    }
}
