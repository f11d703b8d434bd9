package io.gyre.analysis.generic.pair;

import io.gyre.analysis.Fold;
import io.gyre.analysis.figures.DistributionTally;
import io.gyre.analysis.figures.DurationTally;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.primitive.BytesMap;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Matches begins and ends. */
public final class PairsFold implements Fold<PairFigures>, Watching {
    /** Keys of one slice; events of more are counted as dropped. */
    private static final int MOST_KEYS = 1 << 17;

    private final PairDeclaration declaration;
    private final BytesMap<Slot> slots = new BytesMap<>();
    private DistributionTally latencies = new DistributionTally();
    private Longest<LongPair> longest = new Longest<>(PairFigures.MOST_LONGEST);
    private long unbegun;
    private long unended;
    private long dropped;

    private static final class Slot {
        private Ends.First first = Ends.First.NONE;
        private long firstNs = Ends.NEVER;
        private long openNs = Ends.NEVER;
        private final DurationTally latencies = new DurationTally();
    }

    PairsFold(PairDeclaration declaration) {
        this.declaration = declaration;
    }

    /** An event that is both ends a pair first and then begins one. */
    @Override
    public List<Watch> watches() {
        return List.of(new Watch(declaration.end(), new KeyVisitor(declaration.endKey(), this::end)),
                new Watch(declaration.begin(), new KeyVisitor(declaration.beginKey(), this::begin)));
    }

    private @Nullable Slot slot(byte[] key, int length) {
        Slot slot = slots.get(key, length);
        if (slot == null && slots.size() < MOST_KEYS) {
            slot = new Slot();
            slots.add(key, length, slot);
        }
        return slot;
    }

    void begin(long timestampNs, byte[] key, int length) {
        Slot slot = slot(key, length);
        if (slot == null) {
            dropped++;
            return;
        }
        if (slot.first == Ends.First.NONE) {
            slot.first = Ends.First.BEGIN;
            slot.firstNs = timestampNs;
        } else if (slot.openNs != Ends.NEVER) {
            unended++;
        }
        slot.openNs = timestampNs;
    }

    void end(long timestampNs, byte[] key, int length) {
        Slot slot = slot(key, length);
        if (slot == null) {
            dropped++;
        } else if (slot.openNs != Ends.NEVER) {
            long ns = timestampNs - slot.openNs;
            latencies.add(ns);
            slot.latencies.add(ns);
            if (longest.takes(ns)) {
                longest.add(new LongPair(new Key(Arrays.copyOf(key, length)), slot.openNs, timestampNs));
            }
            slot.openNs = Ends.NEVER;
        } else if (slot.first == Ends.First.NONE) {
            slot.first = Ends.First.END;
            slot.firstNs = timestampNs;
        } else {
            unbegun++;
        }
    }

    @Override
    public PairFigures cut(long afterNs, long upToNs) {
        var byKey = new TreeMap<Key, Durations>();
        var ends = new TreeMap<Key, Ends>();
        slots.forEach((bytes, slot) -> {
            var key = new Key(bytes);
            if (slot.latencies.count() > 0) {
                byKey.put(key, slot.latencies.sum());
            }
            ends.put(key, new Ends(slot.first, slot.firstNs, slot.openNs));
        });
        PairFigures figures;
        if (afterNs == Long.MIN_VALUE) {
            // Before the limit is applied: where the line begins there are fewer open ends.
            figures = new PairJoin(PairFigures.CLOSED, new PairFigures(latencies.sum(), byKey, Durations.NONE,
                    longest.entries(), unbegun, unended, dropped, true, ends)).joined();
        } else {
            figures = PairFigures.limited(latencies.sum(), byKey, Durations.NONE, longest.entries(), unbegun, unended,
                    dropped, true, ends);
        }
        slots.clear();
        latencies = new DistributionTally();
        longest = new Longest<>(PairFigures.MOST_LONGEST);
        unbegun = 0;
        unended = 0;
        dropped = 0;
        return figures;
    }
}
