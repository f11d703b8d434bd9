package io.gyre.analysis.kernel.threads;

import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Time of a process: that of its threads together.
 *
 * @param threads how many of them there are
 */
record ProcessTimes(int threads, ThreadTimes times) {

    private ProcessTimes plus(ProcessTimes other) {
        return new ProcessTimes(threads + other.threads, times.plus(other.times));
    }

    /** {@return by process id; a thread whose process nobody told counts as one} */
    static SortedMap<Integer, ProcessTimes> of(SortedMap<Integer, ThreadTimes> threads, ThreadNames names) {
        var processes = new TreeMap<Integer, ProcessTimes>();
        threads.forEach((tid, times) -> processes.merge(names.process(tid), new ProcessTimes(1, times),
                ProcessTimes::plus));
        return processes;
    }

    /** {@return the rows, those that were active longest first} */
    static List<Map.Entry<Integer, ProcessTimes>> byActivity(SortedMap<Integer, ProcessTimes> processes) {
        return ThreadTimes.byActivity(processes, ProcessTimes::times);
    }
}
