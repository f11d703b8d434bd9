package io.gyre.analysis.kernel.pair;

import io.gyre.analysis.primitive.LongMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Matches ends with beginnings in one slice; allocates only when a key is new, or open more often than before. */
public final class PairTally {
    /** What {@link #end} returns when nothing of this key is open. */
    public static final long NONE = Long.MIN_VALUE;

    private final LongMap<Open> byKey = new LongMap<>();

    private static final class Open {
        private long[] begins = new long[1];
        private int count;
        private final List<Finish> finishes = new ArrayList<>(0);

        private List<Long> begins() {
            return Arrays.stream(begins, 0, count).boxed().toList();
        }
    }

    /** @param value of the beginning, such as its time */
    public void begin(long key, long value) {
        Open open = open(key);
        if (open.count == open.begins.length) {
            open.begins = Arrays.copyOf(open.begins, 2 * open.count);
        }
        open.begins[open.count++] = value;
    }

    /** {@return the value of the latest beginning that was open, which is closed; {@link #NONE} when the slice has none} */
    public long end(long key) {
        Open open = byKey.get(key);
        return open == null || open.count == 0 ? NONE : open.begins[--open.count];
    }

    /** Keeps an end for which {@link #end} had none: the stretch before may have it. */
    public void unmatched(long key, Finish finish) {
        Open open = open(key);
        if (open.finishes.size() < OpenPairs.MOST_EACH) {
            open.finishes.add(finish);
        }
    }

    private Open open(long key) {
        Open open = byKey.get(key);
        if (open == null) {
            open = new Open();
            byKey.put(key, open);
        }
        return open;
    }

    /** {@return what is open, and forgets it} */
    public OpenPairs cut() {
        var ends = new TreeMap<Long, OpenPairs.Ends>();
        byKey.forEach((open, key) -> {
            if (open.count > 0 || !open.finishes.isEmpty()) {
                ends.put(key, new OpenPairs.Ends(open.finishes, open.begins()));
            }
        });
        byKey.clear();
        return OpenPairs.of(ends, false);
    }
}
