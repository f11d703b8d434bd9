package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hits of a probe by the threads of one process.
 *
 * @param pid below 0 when unknown
 * @param threads how many of its threads hit
 * @param perSecond by the time from the first to the last hit of the probe, of any process
 */
record ProbeRow(String probe, int pid, int threads, Counted counted, BigDecimal perSecond) {

    private record OfProcess(int threads, Counted counted) {
        OfProcess plus(OfProcess other) {
            return new OfProcess(threads + other.threads, counted.plus(other.counted));
        }
    }

    /** {@return a row for each probe and process, those with most hits first} */
    static List<ProbeRow> of(Measured measured, ThreadNames names) {
        var processes = new TreeMap<ProbeThread, OfProcess>();
        measured.rows().forEach((of, counted) -> processes.merge(of.withTid(names.process(of.tid())),
                new OfProcess(1, counted), OfProcess::plus));
        return Ranking.largestFirst(processes.entrySet(), row -> row.getValue().counted.count()).stream()
                .map(row -> {
                    String probe = row.getKey().probe();
                    OfProcess process = row.getValue();
                    return new ProbeRow(probe, row.getKey().tid(), process.threads, process.counted,
                            measured.spreads().getOrDefault(probe, Spread.NONE).perSecond(process.counted.count()));
                }).toList();
    }

    /** {@return the steps, the most frequent first} */
    static List<Map.Entry<Step, Durations>> byCount(SortedMap<Step, Durations> steps) {
        return Ranking.largestFirst(steps.entrySet(), step -> step.getValue().count());
    }
}
