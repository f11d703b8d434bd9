package io.gyre.analysis.kernel.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a thread did last, while a slice is folded. A track moves from place to place as a whole, with its thread; it is never copied. It allocates
 * only when the thread hits a probe for the first time, or calls a function deeper than before.
 */
final class Track {
    static final long NEVER = Long.MIN_VALUE;
    private static final long[] NO_HITS = {};
    private static final Calls[] NO_CALLS = {};

    private long initialPlace;
    private @Nullable Probe last;
    private long lastNs;
    /** By the index of a probe. */
    private long[] hits = NO_HITS;
    /** By the index of a function. */
    private @Nullable Calls[] calls = NO_CALLS;

    /** Entries of one function from which the thread has not returned. */
    private static final class Calls {
        private long[] begins = new long[1];
        private int count;
    }

    Track(long initialPlace) {
        this.initialPlace = initialPlace;
    }

    /** {@return where it lay when the slice began; {@link Lasts#NOWHERE} when it is new} */
    long initialPlace() {
        return initialPlace;
    }

    @Nullable
    Probe last() {
        return last;
    }

    long lastNs() {
        return lastNs;
    }

    /** {@return when the thread hit a probe last; {@link #NEVER} when it did not in this slice} */
    long lastHit(Probe probe) {
        return probe.index() < hits.length ? hits[probe.index()] : NEVER;
    }

    void hit(Probe probe, long ns) {
        last = probe;
        lastNs = ns;
        if (probe.index() >= hits.length) {
            int known = hits.length;
            hits = Arrays.copyOf(hits, Math.max(2 * known, probe.index() + 1));
            Arrays.fill(hits, known, hits.length, NEVER);
        }
        hits[probe.index()] = ns;
    }

    void enter(Probe function, long ns) {
        if (function.index() >= calls.length) {
            calls = Arrays.copyOf(calls, Math.max(2 * calls.length, function.index() + 1));
        }
        Calls open = calls[function.index()];
        if (open == null) {
            open = new Calls();
            calls[function.index()] = open;
        }
        if (open.count == open.begins.length) {
            open.begins = Arrays.copyOf(open.begins, 2 * open.count);
        }
        open.begins[open.count++] = ns;
    }

    /** {@return when the function was entered that the thread returns from; {@link #NEVER} when this slice does not tell} */
    long leave(Probe function) {
        Calls open = function.index() < calls.length ? calls[function.index()] : null;
        return open == null || open.count == 0 ? NEVER : open.begins[--open.count];
    }

    /** Begins anew, for another thread. */
    void empty() {
        initialPlace = Lasts.NOWHERE;
        if (last != null) {
            last = null;
            hits = NO_HITS;
            calls = NO_CALLS;
        }
    }

    /** @param probes by index, as are {@code functions} */
    Lasts end(List<Probe> probes, List<Probe> functions) {
        if (last == null) {
            return Lasts.initial(initialPlace);
        }
        var lastHits = new TreeMap<String, Long>();
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] != NEVER) {
                lastHits.put(probes.get(i).name(), hits[i]);
            }
        }
        var entries = new TreeMap<String, List<Long>>();
        for (int i = 0; i < calls.length; i++) {
            Calls open = calls[i];
            if (open != null) {
                entries.put(functions.get(i).name(), begins(open));
            }
        }
        return Lasts.of(initialPlace, last.name(), lastNs, lastHits, entries);
    }

    private static List<Long> begins(Calls open) {
        var begins = new ArrayList<Long>(open.count);
        for (int i = Math.max(0, open.count - Firsts.MOST_CALLS); i < open.count; i++) {
            begins.add(open.begins[i]);
        }
        return begins;
    }
}
