package io.gyre.publisher.retain;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Policies that nobody would write. */
final class RandomPolicy {
    static final List<String> GROUPS = List.of("gyre-analyses", "archive", "nobody");

    private RandomPolicy() {}

    static Policy of(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> new Policy.BeyondNewest(random.nextInt(8));
            case 1 -> new Policy.OlderThan(Duration.ofSeconds(random.nextInt(1200)));
            case 2 -> new Policy.TotalOver(random.nextInt(400_000));
            case 3 -> new Policy.FreeBytesBelow(random.nextInt(300_000));
            case 4 -> new Policy.FreePercentBelow(random.nextInt(100));
            case 5 -> new Policy.PassedBy(GROUPS.get(random.nextInt(GROUPS.size())));
            case 6, 7 -> new Policy.AllOf(parts(random, depth));
            default -> new Policy.AnyOf(parts(random, depth));
        };
    }

    private static List<Policy> parts(Random random, int depth) {
        return Stream.generate(() -> of(random, depth - 1)).limit(1 + random.nextInt(3)).toList();
    }
}
