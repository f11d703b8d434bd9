package io.gyre.ctf.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.model.ClockClass;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockScaleTest {
    @SuppressWarnings("NullAway") // does not see that records read from class files take null
    private static ClockClass clock(long frequency, long seconds, long cycles) {
        return new ClockClass("clock", null, null, null, frequency, 0, seconds, cycles, true, Map.of());
    }

    @Test
    void cyclesAreFoundBackFromAnyTime() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long frequency = switch (random.nextInt(4)) {
                case 0 -> 1_000_000_000L;
                case 1 -> 1 + random.nextInt(1000);
                case 2 -> 1 + random.nextInt(Integer.MAX_VALUE);
                default -> 1 + random.nextLong(1L << 40);
            };
            ClockClass clock = clock(frequency, random.nextLong(-2_000_000, 2_000_000_000), random.nextLong(frequency));
            var scale = new ClockScale(clock);
            long ns = scale.toNanos(0) + random.nextLong(1L << (1 + random.nextInt(61)));
            long cycles = scale.atOrBefore(ns);
            String what = "seed " + seed + ", clock " + clock + ", ns " + ns + ", cycles " + cycles;
            assertTrue(scale.toNanos(cycles) <= ns, what);
            assertTrue(cycles == -1 || scale.toNanos(cycles + 1) > ns, what);
        }
    }

    /** What babeltrace2 2.1.1 printed of such clocks: in these places exact division gives other digits. */
    @Test
    void timesAreThoseOfBabeltrace2() {
        assertEquals(999_999_999L, clock(1_193_182, 0, 1_193_181).toNanos(1));
        assertEquals(14_075_748_835_532L, clock(2_500_000_000L, 1, 2_499_999_999L).toNanos(35_184_372_088_834L));
        assertEquals(8_999_999_998_666_666_837L, clock(3, 0, 1).toNanos(26_999_999_995L));
    }

    @Test
    void lastCyclesIsTheLastThatFits() {
        var scale = new ClockScale(clock(1_000_000_000, 1, 5));
        assertEquals(Long.MAX_VALUE, scale.toNanos(scale.lastCycles()));
        var early = new ClockScale(clock(1_000_000_000, -1, 0));
        assertEquals(Long.MAX_VALUE, early.toNanos(early.lastCycles()));
        assertEquals(-1, new ClockScale(clock(1_000_000_000_000L, 0, 0)).lastCycles());
        var fast = new ClockScale(clock(1_500_000_000L, 0, 0));
        assertTrue(fast.toNanos(fast.lastCycles()) > Long.MAX_VALUE - 2048);
        assertThrows(ArithmeticException.class, () -> fast.toNanos(fast.lastCycles() + 1));
    }

    @Test
    void clockWhoseZeroIsTooFarIsNotUsable() {
        assertFalse(new ClockScale(clock(1, Long.MAX_VALUE, 0)).isUsable());
        assertTrue(new ClockScale(null).isUsable());
    }

    @Test
    void shortTimestampsCountOnFromTheClock() {
        assertEquals(0x1_05L, ClockRule.advance(0xF0, 0x05, 8));
        assertEquals(0xF5L, ClockRule.advance(0xF0, 0xF5, 8));
        assertEquals(0xF0L, ClockRule.advance(0xF0, 0xF0, 8));
        assertEquals(0x05L, ClockRule.advance(0xF0, 0x05, 64));
        assertEquals(0x7FFL, ClockRule.advance(0x6FF, 0xFF, 8) + 0x100);
    }
}
