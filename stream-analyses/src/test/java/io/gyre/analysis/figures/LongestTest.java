package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongestTest {
    private record Span(long lengthNs, int number) implements Longest.Entry, Comparable<Span> {
        private static final Comparator<Span> ORDER = Comparator.comparingLong(Span::lengthNs)
                .thenComparingInt(Span::number);

        @Override
        public int compareTo(Span other) {
            return ORDER.compare(this, other);
        }
    }

    @Test
    void theLongestAreKeptInWhateverOrderTheyCome() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            int most = 1 + random.nextInt(8);
            List<Span> all = new ArrayList<>();
            var longest = new Longest<Span>(most);
            for (int part = 0; part < 3; part++) {
                List<Span> spans = some(random, 4 * most, round % 2 == 0 ? 4 : 1000);
                if (random.nextBoolean()) {
                    spans.sort(Comparator.reverseOrder());
                }
                all.addAll(spans);
                spans.forEach(longest::add);
                all.sort(Comparator.reverseOrder());
                List<Span> expected = all.subList(0, Math.min(most, all.size()));
                assertTrue(expected.stream().allMatch(span -> longest.takes(span.lengthNs())));
                if (random.nextBoolean()) {
                    assertEquals(expected, longest.entries());
                }
            }
            assertEquals(all.subList(0, Math.min(most, all.size())), longest.entries());
        }
    }

    private static List<Span> some(Random random, int most, int lengths) {
        List<Span> spans = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            spans.add(new Span(random.nextInt(lengths), random.nextInt(3))); // with few lengths many are as long as others, some the same
        }
        return spans;
    }
}
