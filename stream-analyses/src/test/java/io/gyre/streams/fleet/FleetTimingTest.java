package io.gyre.streams.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetTimingTest {
    private static FleetTiming settling(Duration settle) {
        return FleetTiming.DEFAULT.with(settle, Duration.ofHours(2));
    }

    @Test
    void whatIsDueIsLookedForAsOftenAsItBecomesDue() {
        assertEquals(Duration.ofSeconds(1), FleetTiming.DEFAULT.look());
        assertEquals(Duration.ofMillis(200), settling(Duration.ofMillis(200)).look());
        assertEquals(Duration.ofMillis(50), settling(Duration.ZERO).look());
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> settling(Duration.ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> settling(Duration.ofHours(2)));
        assertThrows(IllegalArgumentException.class,
                () -> FleetTiming.DEFAULT.with(Duration.ZERO, Duration.ofDays(400)));
    }
}
