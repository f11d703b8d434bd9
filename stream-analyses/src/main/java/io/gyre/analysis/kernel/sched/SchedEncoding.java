package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import java.util.SortedMap;

/**
 * {@link SchedWaits} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * waits = total count *(tid durations) otherThreads count *(priority durations) count *wait
 * </pre>
 */
final class SchedEncoding {
    static final int VERSION = 1;

    private SchedEncoding() {}

    static void write(SchedWaits waits, PartialOutput out) {
        waits.total().write(out);
        write(waits.threads(), out);
        waits.otherThreads().write(out);
        write(waits.priorities(), out);
        out.writeUnsigned(waits.longest().size());
        waits.longest().forEach(wait -> wait.write(out));
    }

    private static void write(SortedMap<Integer, Durations> map, PartialOutput out) {
        out.writeUnsigned(map.size());
        map.forEach((key, durations) -> {
            out.writeSigned(key);
            durations.write(out);
        });
    }

    static SchedWaits read(PartialInput in) throws PartialFormatException {
        Distribution total = Distribution.read(in);
        SortedMap<Integer, Durations> threads = readMap(in);
        Durations otherThreads = Durations.read(in);
        SortedMap<Integer, Durations> priorities = readMap(in);
        return new SchedWaits(total, threads, otherThreads, priorities, in.readList(6, Wait::read));
    }

    private static SortedMap<Integer, Durations> readMap(PartialInput in) throws PartialFormatException {
        return in.readMap(1 + Durations.fewestBytes(), PartialInput::readInt, Durations::read);
    }
}
