package io.gyre.analysis.kernel.pair;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is open at the ends of a stretch of time. An end belongs to the latest beginning before it that has none yet, as closing brackets do
 * to opening ones; so whatever is whole within a stretch needs no trace in its partial.
 *
 * @param byKey at most {@value #MOST} keys, the lowest: of those beyond, what a cut separates is not joined
 * @param hasGap whether a part of the stretch is unknown
 */
public record OpenPairs(SortedMap<Long, Ends> byKey, boolean hasGap) {
    static final int MOST = 1 << 13;
    static final int MOST_EACH = 16;
    public static final OpenPairs NONE = new OpenPairs(Collections.emptySortedMap(), false);
    public static final OpenPairs GAP = new OpenPairs(Collections.emptySortedMap(), true);

    /**
     * The open ends of one key.
     *
     * @param finishes whose beginnings are in the stretch before; the first {@value #MOST_EACH}
     * @param begins a number of each, such as its time; the last {@value #MOST_EACH}, the latest last
     */
    public record Ends(List<Finish> finishes, List<Long> begins) {
        private static final Ends NONE = new Ends(List.of(), List.of());

        public Ends {
            finishes = List.copyOf(finishes.subList(0, Math.min(MOST_EACH, finishes.size())));
            begins = List.copyOf(begins.subList(Math.max(0, begins.size() - MOST_EACH), begins.size()));
        }

        private boolean isNone() {
            return finishes.isEmpty() && begins.isEmpty();
        }
    }

    /** Takes a pair that has met. */
    @FunctionalInterface
    public interface Met {
        void pair(long begin, Finish finish);
    }

    public OpenPairs {
        byKey = FixedMap.of(byKey);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param running the threads of this stretch, which tell who the stand-ins of the next are
     */
    public OpenPairs followedBy(OpenPairs next, RunningThreads running, Met met) {
        var joined = new TreeMap<Long, Ends>();
        byKey.forEach((key, left) -> {
            if (!next.byKey.containsKey(key)) {
                put(joined, key, next.hasGap ? new Ends(left.finishes, List.of()) : left);
            }
        });
        next.byKey.forEach((key, right) -> put(joined, key,
                join(byKey.getOrDefault(key, Ends.NONE), right, next.hasGap, running, met)));
        return of(joined, hasGap || next.hasGap);
    }

    private Ends join(Ends left, Ends right, boolean gapAfter, RunningThreads running, Met met) {
        var begins = new ArrayList<>(left.begins);
        var finishes = new ArrayList<>(left.finishes);
        for (Finish found : right.finishes) {
            var finish = new Finish(found.ns(), running.resolve(found.tid()), found.label());
            if (!begins.isEmpty()) {
                met.pair(begins.removeLast(), finish);
            } else if (!hasGap) {
                finishes.add(finish);
            }
        }
        if (gapAfter) {
            begins.clear();
        }
        begins.addAll(right.begins);
        return new Ends(finishes, begins);
    }

    private static void put(SortedMap<Long, Ends> byKey, long key, Ends ends) {
        if (!ends.isNone()) {
            byKey.put(key, ends);
        }
    }

    static OpenPairs of(TreeMap<Long, Ends> byKey, boolean hasGap) {
        while (byKey.size() > MOST) {
            byKey.pollLastEntry();
        }
        return new OpenPairs(byKey, hasGap);
    }

    public void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(byKey.size());
        byKey.forEach((key, ends) -> {
            out.writeUnsigned(key);
            out.writeUnsigned(ends.finishes.size());
            ends.finishes.forEach(finish -> finish.write(out));
            out.writeUnsigned(ends.begins.size());
            ends.begins.forEach(out::writeSigned);
        });
    }

    public static OpenPairs read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var byKey = in.readMap(3, PartialInput::readUnsigned,
                from -> new Ends(from.readList(3, Finish::read), from.readList(1, PartialInput::readSigned)));
        return new OpenPairs(byKey, hasGap);
    }
}
