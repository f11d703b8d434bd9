package io.gyre.analysis.kernel.state;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@link Times} being added up. */
public final class RunTally {
    private final long[] known = new long[RunState.COUNT];
    private final Map<Open, long[]> open = new HashMap<>(0);

    void add(int state, long ns) {
        known[state] += ns;
    }

    /** {@return where time is added that depends on this} */
    long[] open(Open state) {
        return open.computeIfAbsent(state, any -> new long[1]);
    }

    /** Moves all time to another tally. */
    void moveTo(RunTally target) {
        for (int state = 0; state < known.length; state++) {
            target.known[state] += known[state];
            known[state] = 0;
        }
        if (!open.isEmpty()) {
            open.forEach((state, ns) -> target.open(state)[0] += ns[0]);
            open.clear();
        }
    }

    void clear() {
        for (int state = 0; state < known.length; state++) {
            known[state] = 0;
        }
        open.clear();
    }

    Times times() {
        var rest = new TreeMap<Open, Long>();
        open.forEach((state, ns) -> {
            if (ns[0] != 0) {
                rest.put(state, ns[0]);
            }
        });
        return Times.of(known.clone(), rest);
    }
}
