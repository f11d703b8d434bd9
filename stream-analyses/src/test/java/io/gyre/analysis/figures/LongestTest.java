package io.gyre.analysis.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
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
    void twoListsGiveTheLongestOfBothInWhateverOrderTheyAre() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            int most = 1 + random.nextInt(8);
            List<Span> left = some(random, most);
            List<Span> right = some(random, most);
            List<Span> all = new ArrayList<>(left);
            all.addAll(right);
            all.sort(Comparator.reverseOrder());
            List<Span> expected = all.subList(0, Math.min(most, all.size()));
            assertEquals(expected, Longest.of(sorted(left), sorted(right), most));
            if (!left.isEmpty() && !right.isEmpty()) {
                assertEquals(expected, Longest.of(left, right, most), "unsorted");
            }
        }
    }

    private static List<Span> some(Random random, int most) {
        List<Span> spans = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            spans.add(new Span(random.nextInt(4), random.nextInt(3))); // many are as long as others, some the same
        }
        return spans;
    }

    private static List<Span> sorted(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Collections.reverseOrder());
        return sorted;
    }
}
