package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.OpenCalls;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many threads waited at once, by address: whether threads are of one process may be told only later. A thread waits from the nanosecond in which
 * it enters the call to that before it leaves.
 *
 * @param byAddress those of the lowest addresses, which together have at most {@value #MOST_STEPS} steps
 * @param lost by the place where a call lay when the stretch began: when it turned out to be over, though nobody said so; at most {@value #MOST_LOST}
 */
public record Peaks(SortedMap<Long, Peak> byAddress, SortedMap<Long, Long> lost) {
    static final int MOST_STEPS = 1 << 16;
    static final int MOST_LOST = 1 << 16;
    static final Peaks NONE = new Peaks(Collections.emptySortedMap(), Collections.emptySortedMap());

    public Peaks {
        byAddress = FixedMap.of(byAddress);
        lost = FixedMap.of(lost);
    }

    static Peaks of(SortedMap<Long, Peak> byAddress, SortedMap<Long, Long> lost) {
        var kept = new TreeMap<Long, Peak>();
        int room = MOST_STEPS;
        for (Map.Entry<Long, Peak> entry : byAddress.entrySet()) {
            room -= 1 + entry.getValue().steps().size();
            if (room < 0) {
                break;
            }
            kept.put(entry.getKey(), entry.getValue());
        }
        return new Peaks(kept, FixedMap.of(lost).lowest(MOST_LOST));
    }

    /** {@return those that wait at the beginning of a stretch, who are open at the end of what was before} */
    static Peaks begin(OpenCalls before) {
        var peaks = new TreeMap<Long, Peak>();
        waiting(before).forEach((address, waiters) -> {
            int most = Math.min(Peak.MOST, waiters.count());
            peaks.put(address, before.hasGap()
                    ? new Peak(Collections.emptyList(), most)
                    : new Peak(Collections.nCopies(most, Long.MIN_VALUE), 0));
        });
        return of(peaks, Collections.emptySortedMap());
    }

    /** Threads that wait for a futex at the end of a stretch, and leave in the next one. */
    private static final class Waiters {
        private final TreeMap<Long, Integer> left = new TreeMap<>();
        private int count;

        int count() {
            return count;
        }

        /** {@return how many still wait at this time} */
        int at(long ns) {
            return count - left.headMap(ns, true).values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static Map<Long, Waiters> waiting(OpenCalls open) {
        var waiting = new HashMap<Long, Waiters>();
        open.ends().values().forEach(end -> {
            if (end instanceof End.Open call && isWait(call)) {
                waiting.computeIfAbsent(call.argument(), any -> new Waiters()).count++;
            }
        });
        return waiting;
    }

    private static boolean isWait(End.Open call) {
        return FutexOperation.ofWord(call.variant()) == FutexOperation.WAIT;
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param open the calls of this stretch
     * @param nextOpen the calls of the next one
     */
    Peaks followedBy(Peaks next, OpenCalls open, OpenCalls nextOpen) {
        Map<Long, Waiters> waiting = waiting(open);
        nextOpen.exits().forEach((place, exit) -> leaves(waiting, open.end(place), exit.ns()));
        var joinedLost = new TreeMap<>(lost);
        next.lost.forEach((place, ns) -> {
            End end = open.end(place);
            leaves(waiting, end, ns);
            if (end instanceof End.Initial(long earlier)) {
                joinedLost.put(earlier, ns);
            }
        });
        var none = new Waiters();
        var joined = new TreeMap<>(byAddress);
        next.byAddress.forEach((address, peak) -> joined.merge(address,
                Peak.NONE.followedBy(peak, open.hasGap(), waiting.getOrDefault(address, none)::at),
                (known, _) -> known.followedBy(peak, open.hasGap(), waiting.getOrDefault(address, none)::at)));
        return of(joined, joinedLost);
    }

    private static void leaves(Map<Long, Waiters> waiting, End end, long ns) {
        if (end instanceof End.Open call && isWait(call)) {
            waiting.computeIfAbsent(call.argument(), any -> new Waiters()).left.merge(ns, 1, Integer::sum);
        }
    }

    void write(PartialOutput out) {
        out.writeUnsigned(byAddress.size());
        byAddress.forEach((address, peak) -> {
            out.writeSigned(address);
            peak.write(out);
        });
        out.writeUnsigned(lost.size());
        lost.forEach((place, ns) -> {
            out.writeUnsigned(place);
            out.writeSigned(ns);
        });
    }

    static Peaks read(PartialInput in) throws PartialFormatException {
        var byAddress = new TreeMap<Long, Peak>();
        for (int left = in.readCount(3); left > 0; left--) {
            byAddress.put(in.readSigned(), Peak.read(in));
        }
        var lost = new TreeMap<Long, Long>();
        for (int left = in.readCount(2); left > 0; left--) {
            lost.put(in.readUnsigned(), in.readSigned());
        }
        return new Peaks(byAddress, lost);
    }
}
