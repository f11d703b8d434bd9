package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Series of(long... seconds) {
        var tally = new SeriesTally();
        Arrays.stream(seconds).forEach(tally::add);
        return tally.sum();
    }

    @Test
    void aStepIsASecondWhereAllFits() {
        assertEquals("{\"from_ns\":100000000000,\"step_ns\":1000000000,\"counts\":[2,0,1]}",
                of(100, 102, 100).json(JsonNodeFactory.instance.objectNode()).toString());
        assertEquals(2, of(100, 102, 100).peakPerSecond());
    }

    @Test
    void stepsBecomeWiderWhenTheyMust() {
        Series wide = of(0, 1, 2, 3, 64);
        assertEquals(2_000_000_000L, wide.widthNs());
        assertEquals(5, wide.count());
        assertEquals(1, wide.peakPerSecond());
        assertEquals(1_000_000_000L, of(0, 63).widthNs());
        assertEquals(4_000_000_000L, of(1, 128).widthNs());
    }

    @Test
    void theOrderOfAddingAndOfJoiningMakesNoDifference() {
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            long[] seconds = random.longs(20, -500, random.nextLong(-490, 5000)).toArray();
            long[] sorted = seconds.clone();
            Arrays.sort(sorted);
            int at = random.nextInt(seconds.length + 1);
            Series joined = of(Arrays.copyOf(seconds, at)).plus(of(Arrays.copyOfRange(seconds, at, seconds.length)));
            assertEquals(of(sorted), of(seconds));
            assertEquals(of(sorted), joined);
        }
    }

    @Test
    void barsStandUnderThoseOfTheWhole() {
        assertEquals("█ ▄", of(5, 5, 7).bars(of(5, 7)));
        assertEquals("  █", of(7).bars(of(5, 7)));
    }
}
