package io.gyre.streams.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * When each line, or host, was last heard of. In memory alone: after a restart, and after a move to another instance, all are taken as just heard
 * of, so that nothing is missed that only lies unread. For one thread.
 *
 * @param <K> what is heard of
 */
final class Silence<K> {
    private final AwakeClock clock;
    private final Map<K, Long> heardAtMs = new HashMap<>();

    Silence(AwakeClock clock) {
        this.clock = clock;
    }

    /** Something of it has come, and more will. */
    void heard(K of) {
        heardAtMs.put(of, clock.awakeMs());
    }

    /** Nothing more will come of it. */
    void ended(K of) {
        heardAtMs.remove(of);
    }

    /** {@return those of whom nothing has come for this long, in nanoseconds} */
    List<K> quietFor(long ns) {
        return heardAtMs.keySet().stream().filter(of -> quietNs(of) >= ns).toList();
    }

    /** {@return for how many nanoseconds nothing of it has come} */
    long quietNs(K of) {
        return TimeUnit.MILLISECONDS.toNanos(clock.awakeMs() - heardAtMs.getOrDefault(of, clock.awakeMs()));
    }
}
