package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    private record Thing(long weight, int number) {}

    @Test
    void theLargestComeFirstAndThoseOfEqualWeightAsTheyCame() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            int bits = 1 + random.nextInt(Long.SIZE);
            List<Thing> things = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                things.add(new Thing(weight(random, bits), i));
            }
            assertEquals(things.stream().sorted(Comparator.comparingLong(Thing::weight).reversed()).toList(),
                    Ranking.largestFirst(things, Thing::weight), things::toString);
        }
    }

    @Test
    void whatJustFitsAndWhatJustDoesNotAreRankedAlike() {
        for (int count = 1; count < 70; count++) {
            for (long weight = 1; weight > 0; weight <<= 1) {
                var weights = new long[count];
                Arrays.fill(weights, weight - 1);
                weights[count - 1] = weight;
                int[] ranked = Ranking.largestFirst(weights, count);
                assertEquals(count - 1, ranked[0]);
                assertEquals(count == 1 ? 0 : count - 2, ranked[count - 1]);
            }
        }
    }

    /** Up to this many bits; negative with all 64. */
    private static long weight(Random random, int bits) {
        return switch (random.nextInt(8)) {
            case 0 -> -1L >>> (Long.SIZE - bits);
            case 1 -> 0;
            default -> random.nextLong() >>> (Long.SIZE - bits);
        };
    }
}
