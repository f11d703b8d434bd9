package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.streams.plan.Arrival;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.wire.RecordRef;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(Duration.ofSeconds(1));

    private static Arrival arrival(long sentAtMs, long arrivedAtMs) {
        return new Arrival(TinyLine.record(new Random(0), 1, 0).getFirst().closing(), new RecordRef("t", 0, 0),
                sentAtMs, arrivedAtMs);
    }

    @Test
    void silenceEndsIt() {
        patience.start(0);
        patience.heard(50, 100);
        assertFalse(patience.isOver(arrival(50, 100), 1099));
        assertTrue(patience.isOver(arrival(50, 100), 1100));
    }

    @Test
    void laterManifestsEndItWhenTheyWereSentMuchLater() {
        patience.start(0);
        patience.heard(50, 100);
        patience.heard(1049, 1200);
        assertFalse(patience.isOver(arrival(50, 100), 1200));
        patience.heard(1050, 1300);
        assertTrue(patience.isOver(arrival(50, 100), 1300));
    }

    @Test
    void backlogReadSlowlyIsNoGap() {
        patience.start(0);
        for (long i = 0; i < 100; i++) {
            patience.heard(i, i * 500);
            assertFalse(patience.isOver(arrival(0, 0), i * 500 + 499));
        }
    }

    @Test
    void timeThatThePlannerWasStoppedDoesNotCount() {
        patience.start(1_000_000);
        assertFalse(patience.isOver(arrival(0, 0), 1_000_999));
        assertTrue(patience.isOver(arrival(0, 0), 1_001_000));
    }
}
