package io.gyre.analysis.testkit;

import io.gyre.ctf.bind.OnEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Keeps the times of a few events of any number, each as likely as any other (reservoir sampling). */
public final class TimeSampler {
    private static final int KEPT = 2000;

    private final List<Long> times = new ArrayList<>();
    private final Random random;
    private long seen;

    TimeSampler(Random random) {
        this.random = random;
    }

    @OnEvent("*")
    public void event(long timestampNs) {
        seen++;
        if (times.size() < KEPT) {
            times.add(timestampNs);
        } else {
            long place = random.nextLong(seen);
            if (place < KEPT) {
                times.set((int) place, timestampNs);
            }
        }
    }

    List<Long> times() {
        return times;
    }
}
