package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.SeriesTally;
import io.gyre.analysis.primitive.IntMap;
import java.util.SortedMap;

/** Hits of one probe in a slice, or calls of one function, being added up. */
final class Probe {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final String name;
    private final int index;
    private final IntMap<OfThread> threads = new IntMap<>();
    private long count;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private SeriesTally series = new SeriesTally();
    private DistributionTally spread = new DistributionTally();

    private static final class OfThread {
        private long count;
        private final DurationTally durations = new DurationTally();
    }

    /** @param index from 0, dense over those of the fold */
    Probe(String name, int index) {
        this.name = name;
        this.index = index;
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    /** @param tid perhaps a stand-in */
    void count(long timestampNs, int tid) {
        count++;
        thread(tid).count++;
        firstNs = Math.min(firstNs, timestampNs);
        lastNs = Math.max(lastNs, timestampNs);
        series.add(Math.floorDiv(timestampNs, NS_PER_SECOND));
    }

    void took(long ns, int tid) {
        thread(tid).durations.add(ns);
        spread.add(ns);
    }

    private OfThread thread(int tid) {
        OfThread thread = threads.get(tid);
        if (thread == null) {
            thread = new OfThread();
            threads.put(tid, thread);
        }
        return thread;
    }

    /** Hands over what has been added up, and begins anew. */
    void cut(SortedMap<ProbeThread, Counted> rows, SortedMap<String, Spread> spreads) {
        if (threads.size() == 0) {
            return;
        }
        threads.forEach((thread, tid) -> rows.put(new ProbeThread(name, tid),
                new Counted(thread.count, thread.durations.sum())));
        spreads.put(name, new Spread(count, firstNs, lastNs, series.sum(), spread.sum()));
        threads.clear();
        count = 0;
        firstNs = Long.MAX_VALUE;
        lastNs = Long.MIN_VALUE;
        series = new SeriesTally();
        spread = new DistributionTally();
    }
}
