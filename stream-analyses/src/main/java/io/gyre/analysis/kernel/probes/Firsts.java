package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.kernel.thread.Tids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a thread did first in a stretch of time, for what the stretch before must tell the beginning of.
 *
 * @param probe the probe that it hit first of all; empty when that follows another hit
 * @param ns when it did
 * @param hits the first of each probe that it hit; at most {@value #MOST_PROBES} probes, the first by name
 * @param returns from functions that it had entered before, by function, in their order; the first {@value #MOST_CALLS} of each
 */
record Firsts(String probe, long ns, SortedMap<String, At> hits, SortedMap<String, List<At>> returns) {

    static final int MOST_PROBES = 128;
    static final int MOST_CALLS = 16;
    static final int FEWEST_BYTES = 3;
    static final Firsts NONE = new Firsts("", 0, Collections.emptySortedMap(), Collections.emptySortedMap());

    boolean hasFirst() {
        return !probe.isEmpty();
    }

    void write(PartialOutput out) {
        out.writeString(probe);
        if (hasFirst()) {
            out.writeSigned(ns);
        }
        out.writeUnsigned(hits.size());
        hits.forEach((name, at) -> {
            out.writeString(name);
            at.write(out);
        });
        out.writeUnsigned(returns.size());
        returns.forEach((name, ats) -> {
            out.writeString(name);
            out.writeUnsigned(ats.size());
            ats.forEach(at -> at.write(out));
        });
    }

    static Firsts read(PartialInput in) throws PartialFormatException {
        var tally = new Tally();
        String probe = in.readString();
        if (!probe.isEmpty()) {
            tally.first(probe, in.readSigned());
        }
        for (int left = in.readCount(3); left > 0; left--) {
            tally.hit(in.readString(), At.read(in));
        }
        for (int left = in.readCount(4); left > 0; left--) {
            String name = in.readString();
            for (int ats = in.readCount(2); ats > 0; ats--) {
                tally.returned(name, At.read(in));
            }
        }
        return tally.firsts();
    }

    /** Collects them. What is known already stays. */
    static final class Tally {
        private String probe = "";
        private long ns;
        private final NavigableMap<String, At> hits = new TreeMap<>();
        private final NavigableMap<String, List<At>> returns = new TreeMap<>();

        void first(String firstProbe, long firstNs) {
            if (probe.isEmpty()) {
                probe = firstProbe;
                ns = firstNs;
            }
        }

        void hit(String name, At at) {
            hits.putIfAbsent(name, at);
        }

        void returned(String function, At at) {
            List<At> known = returns.computeIfAbsent(function, _ -> new ArrayList<>(1));
            if (known.size() < MOST_CALLS) {
                known.add(at);
            }
        }

        void all(Firsts firsts) {
            if (firsts.hasFirst()) {
                first(firsts.probe, firsts.ns);
            }
            firsts.hits.forEach(this::hit);
            firsts.returns.forEach((function, ats) -> ats.forEach(at -> returned(function, at)));
        }

        boolean isNone() {
            return probe.isEmpty() && hits.isEmpty() && returns.isEmpty();
        }

        Firsts firsts() {
            var none = new At(0, Tids.UNKNOWN);
            LowestKeys.cut(hits, MOST_PROBES, none, (kept, _) -> kept);
            LowestKeys.cut(returns, MOST_PROBES, List.of(), (kept, _) -> kept);
            var copies = new TreeMap<String, List<At>>();
            returns.forEach((function, ats) -> copies.put(function, List.copyOf(ats)));
            return new Firsts(probe, ns, LowestKeys.fixed(hits), LowestKeys.fixed(copies));
        }
    }
}
