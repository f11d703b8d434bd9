package io.gyre.analysis.generic.pair;

import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.LowestKeys;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Two adjacent stretches of time being joined. */
final class PairJoin {
    private final PairFigures left;
    private final PairFigures right;
    private final TreeMap<Key, Ends> ends = new TreeMap<>();
    private final NavigableMap<Key, Durations> byKey;
    private final Longest<LongPair> longest = new Longest<>(PairFigures.MOST_LONGEST);
    private Distribution latencies;
    private long unbegun;
    private long unended;

    PairJoin(PairFigures left, PairFigures right) {
        this.left = left;
        this.right = right;
        this.latencies = left.latencies().plus(right.latencies());
        this.byKey = LowestKeys.sum(left.byKey(), right.byKey(), Durations::plus);
        this.unbegun = left.unbegun() + right.unbegun();
        this.unended = left.unended() + right.unended();
        left.longest().forEach(longest::add);
        right.longest().forEach(longest::add);
    }

    PairFigures joined() {
        left.ends().forEach((key, before) -> {
            if (!right.ends().containsKey(key)) {
                untouched(key, before);
            }
        });
        right.ends().forEach((key, after) -> {
            Ends before = left.ends().get(key);
            if (before != null || !left.passes()) {
                touched(key, before == null ? Ends.CLOSED : before, after);
            } else {
                put(key, after);
            }
        });
        return PairFigures.limited(latencies, byKey, left.otherKeys().plus(right.otherKeys()), longest.entries(),
                unbegun, unended, left.dropped() + right.dropped(), left.passes() && right.passes(), ends);
    }

    private void untouched(Key key, Ends before) {
        if (right.passes()) {
            put(key, before);
        } else {
            unended += before.isOpen() ? 1 : 0;
            put(key, new Ends(before.first(), before.firstNs(), Ends.NEVER));
        }
    }

    private void touched(Key key, Ends before, Ends after) {
        switch (after.first()) {
            case END -> {
                if (before.isOpen()) {
                    pair(key, before.openNs(), after.firstNs());
                } else {
                    unbegun++;
                }
            }
            case BEGIN, NONE -> unended += before.isOpen() ? 1 : 0;
        }
        put(key, new Ends(before.first(), before.firstNs(), after.openNs()));
    }

    private void put(Key key, Ends both) {
        if (!both.isNothing()) {
            ends.put(key, both);
        }
    }

    private void pair(Key key, long beginNs, long endNs) {
        long ns = endNs - beginNs;
        latencies = latencies.plus(Distribution.of(ns));
        byKey.merge(key, Durations.of(ns), Durations::plus);
        longest.add(new LongPair(key, beginNs, endNs));
    }
}
