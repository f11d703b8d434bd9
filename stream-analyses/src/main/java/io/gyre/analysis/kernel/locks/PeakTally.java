package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.primitive.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** {@link Peaks} being found, event by event; the number at a time is that when all events of this nanosecond have been seen. */
final class PeakTally {
    private final LongMap<Crowd> crowds = new LongMap<>();
    private final List<Crowd> changed = new ArrayList<>();
    private final TreeMap<Long, Long> lost = new TreeMap<>();
    private long nowNs = Long.MIN_VALUE;

    /** Those who wait at one address. */
    private static final class Crowd {
        private final List<Long> steps = new ArrayList<>();
        private int waiting;
    }

    void enters(long ns, long address) {
        change(ns, address, 1);
    }

    void leaves(long ns, long address) {
        change(ns, address, -1);
    }

    /** A call that lay here when the slice began is over. */
    void lost(long place, long ns) {
        lost.put(place, ns);
    }

    private void change(long ns, long address, int by) {
        if (ns != nowNs) {
            settle();
            nowNs = ns;
        }
        Crowd crowd = crowds.get(address);
        if (crowd == null) {
            crowd = new Crowd();
            crowds.put(address, crowd);
        }
        crowd.waiting += by;
        changed.add(crowd);
    }

    private void settle() {
        for (Crowd crowd : changed) {
            while (crowd.steps.size() < Math.min(Peak.MOST, crowd.waiting)) {
                crowd.steps.add(nowNs);
            }
        }
        changed.clear();
    }

    /** {@return what has been found}; the next slice begins with nobody waiting. */
    Peaks take() {
        settle();
        var peaks = new TreeMap<Long, Peak>();
        crowds.forEach((crowd, address) -> {
            if (!crowd.steps.isEmpty()) {
                peaks.put(address, new Peak(crowd.steps, 0));
            }
        });
        Peaks found = Peaks.of(peaks, lost);
        crowds.clear();
        lost.clear();
        nowNs = Long.MIN_VALUE;
        return found;
    }
}
