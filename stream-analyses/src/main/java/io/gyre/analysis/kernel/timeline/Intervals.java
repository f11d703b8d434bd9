package io.gyre.analysis.kernel.timeline;

import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stretch of time has to tell.
 *
 * @param cpus in time order, as are threads
 * @param toNs where all end
 * @param leftOut changes that came after those that the intervals show
 */
record Intervals(List<Interval> cpus, List<Interval> threads, ThreadNames names, long toNs, long leftOut) {
    Intervals {
        cpus = List.copyOf(cpus);
        threads = List.copyOf(threads);
    }

    /** {@return where the first begins} */
    long fromNs() {
        return Stream.of(cpus, threads).filter(list -> !list.isEmpty()).mapToLong(list -> list.getFirst().beginNs())
                .min()
                .orElse(toNs);
    }
}
