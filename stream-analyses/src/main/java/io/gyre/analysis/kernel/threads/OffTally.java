package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.primitive.LongMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** {@link OffCpu} being added up. */
final class OffTally {
    private static final int SLEEP_BITS = 3;

    private final LongMap<Sum> blocked = new LongMap<>();
    private long waitedNs;

    private static final class Sum {
        private long ns;
    }

    void addWait(long ns) {
        waitedNs += Math.max(0, ns);
    }

    /** @param mode the number of a {@link Mode} */
    void addBlock(long mode, Sleep sleep, long ns) {
        if (ns > 0) {
            long key = mode << SLEEP_BITS | sleep.number;
            Sum sum = blocked.get(key);
            if (sum == null) {
                sum = new Sum();
                blocked.put(key, sum);
            }
            sum.ns += ns;
        }
    }

    OffCpu sum(LongFunction<Mode> modes) {
        var sums = new TreeMap<Reason, Long>();
        blocked.forEach((sum, key) -> sums.merge(
                new Reason(modes.apply(key >> SLEEP_BITS), Sleep.ofNumber((int) key & ((1 << SLEEP_BITS) - 1))), sum.ns,
                Long::sum));
        return OffCpu.of(waitedNs, sums, 0);
    }
}
