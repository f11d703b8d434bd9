package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies in a place when a stretch of time ends: what a thread did last.
 *
 * @param from the place where it lay when the stretch began, and what it did before still counts; {@link #NOWHERE} when it is new
 * @param probe the probe that the thread hit last of all; empty for none in this stretch
 * @param ns when it did
 * @param hits the last of each probe; at most {@value Firsts#MOST_PROBES} probes, the first by name
 * @param entries when functions were entered from which it has not returned, by function, the latest last; the last {@value Firsts#MOST_CALLS} of
 *        each
 */
record Lasts(long from, String probe, long ns, SortedMap<String, Long> hits, SortedMap<String, List<Long>> entries) {

    /** No place has this number. */
    static final long NOWHERE = 0;
    static final int FEWEST_BYTES = 4;
    static final Lasts NOTHING = initial(NOWHERE);

    /** {@return what lay in a place, with nothing added} */
    static Lasts initial(long place) {
        return new Lasts(place, "", 0, Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    static Lasts of(long from, String probe, long ns, NavigableMap<String, Long> hits,
            NavigableMap<String, List<Long>> entries) {
        LowestKeys.cut(hits, Firsts.MOST_PROBES, 0L, (kept, _) -> kept);
        var last = new TreeMap<String, List<Long>>();
        entries.forEach((function, begins) -> {
            if (!begins.isEmpty()) {
                last.put(function, List.copyOf(begins.subList(Math.max(0, begins.size() - Firsts.MOST_CALLS),
                        begins.size())));
            }
        });
        LowestKeys.cut(last, Firsts.MOST_PROBES, List.of(), (kept, _) -> kept);
        return new Lasts(from, probe, ns, LowestKeys.fixed(hits), LowestKeys.fixed(last));
    }

    boolean isNew() {
        return from == NOWHERE;
    }

    boolean isUntouched() {
        return probe.isEmpty();
    }

    /**
     * {@return this, and then what a thread did in the next stretch}
     *
     * @param next begins with this
     * @param firsts what it did first there
     */
    Lasts followedBy(Lasts next, Firsts firsts) {
        var joinedHits = new TreeMap<>(hits);
        joinedHits.putAll(next.hits);
        var open = new TreeMap<String, List<Long>>();
        entries.forEach((function, begins) -> {
            int returned = firsts.returns().getOrDefault(function, List.of()).size();
            open.put(function, new ArrayList<>(begins.subList(0, Math.max(0, begins.size() - returned))));
        });
        next.entries.forEach((function, begins) -> open.computeIfAbsent(function, _ -> new ArrayList<>())
                .addAll(begins));
        return next.isUntouched()
                ? of(from, probe, ns, joinedHits, open)
                : of(from, next.probe, next.ns, joinedHits, open);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(from);
        out.writeString(probe);
        if (!isUntouched()) {
            out.writeSigned(ns);
        }
        out.writeUnsigned(hits.size());
        hits.forEach((name, last) -> {
            out.writeString(name);
            out.writeSigned(last);
        });
        out.writeUnsigned(entries.size());
        entries.forEach((name, begins) -> {
            out.writeString(name);
            out.writeUnsigned(begins.size());
            begins.forEach(out::writeSigned);
        });
    }

    static Lasts read(PartialInput in) throws PartialFormatException {
        long from = in.readUnsigned();
        String probe = in.readString();
        long ns = probe.isEmpty() ? 0 : in.readSigned();
        var hits = in.readMap(2, PartialInput::readString, PartialInput::readSigned);
        NavigableMap<String, List<Long>> entries = in.readMap(3, PartialInput::readString,
                begins -> begins.readList(1, PartialInput::readSigned));
        return of(from, probe, ns, hits, entries);
    }
}
