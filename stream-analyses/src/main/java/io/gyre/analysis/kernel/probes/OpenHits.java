package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What threads did first and last in a stretch of time, by {@link io.gyre.analysis.kernel.thread.Place}; of each map at most {@value #MOST} entries,
 * those of the lowest places: of those beyond, what a cut separates is not joined.
 *
 * @param firsts by the place where a thread's hits lay when the stretch began
 * @param lasts by the place where they lie when it ends. A place that is not here holds what it held at the beginning; after a gap, nothing
 * @param hasGap whether a part of the stretch is unknown, or the line begins in it
 */
record OpenHits(SortedMap<Long, Firsts> firsts, SortedMap<Long, Lasts> lasts, boolean hasGap) {

    static final int MOST = 1 << 12;
    static final OpenHits NONE = new OpenHits(Collections.emptySortedMap(), Collections.emptySortedMap(), false);
    static final OpenHits GAP = new OpenHits(Collections.emptySortedMap(), Collections.emptySortedMap(), true);

    /** Is told what the two sides of a cut make together. */
    interface Met {
        /** Where there is nothing before. */
        Met NOBODY = new Met() {
            @Override
            public void interval(String probe, int tid, long ns) {}

            @Override
            public void step(Step step, long ns) {}

            @Override
            public void call(String function, int tid, long ns) {}
        };

        /** A thread hits a probe again. */
        void interval(String probe, int tid, long ns);

        /** A thread goes from one probe to another. */
        void step(Step step, long ns);

        /** A thread returns from a function. */
        void call(String function, int tid, long ns);
    }

    static OpenHits of(NavigableMap<Long, Firsts> firsts, NavigableMap<Long, Lasts> lasts, boolean hasGap) {
        LowestKeys.cut(firsts, MOST, Firsts.NONE, (kept, _) -> kept);
        LowestKeys.cut(lasts, MOST, Lasts.NOTHING, (kept, _) -> kept);
        return new OpenHits(LowestKeys.fixed(firsts), LowestKeys.fixed(lasts), hasGap);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param running the threads of this stretch, which tell who the stand-ins of the next are
     */
    OpenHits followedBy(OpenHits next, RunningThreads running, Met met) {
        var open = new TreeMap<Long, Firsts.Tally>();
        next.firsts.forEach((place, first) -> join(end(place), first, running, met, open));
        var joinedFirsts = new TreeMap<>(firsts);
        open.forEach((place, tally) -> {
            var both = new Firsts.Tally();
            both.all(firsts.getOrDefault(place, Firsts.NONE));
            both.all(tally.firsts());
            if (!both.isNone()) {
                joinedFirsts.put(place, both.firsts());
            }
        });
        boolean gap = hasGap || next.hasGap;
        var joinedLasts = new TreeMap<Long, Lasts>();
        lasts.keySet().forEach(place -> put(joinedLasts, place, across(next, place), gap));
        next.lasts.keySet().forEach(place -> put(joinedLasts, place, across(next, place), gap));
        return of(joinedFirsts, joinedLasts, gap);
    }

    private static void join(Lasts before, Firsts after, RunningThreads running, Met met,
            SortedMap<Long, Firsts.Tally> open) {
        Firsts.Tally unjoined = before.isNew()
                ? new Firsts.Tally()
                : open.computeIfAbsent(before.from(), _ -> new Firsts.Tally());
        if (after.hasFirst() && before.isUntouched()) {
            unjoined.first(after.probe(), after.ns());
        } else if (after.hasFirst() && !before.probe().equals(after.probe())) {
            met.step(new Step(before.probe(), after.probe()), after.ns() - before.ns());
        }
        after.hits().forEach((probe, found) -> {
            At at = found.resolved(running);
            Long last = before.hits().get(probe);
            if (last == null) {
                unjoined.hit(probe, at);
            } else {
                met.interval(probe, at.tid(), at.ns() - last);
            }
        });
        after.returns().forEach((function, returns) -> {
            List<Long> begins = new ArrayList<>(before.entries().getOrDefault(function, List.of()));
            for (At found : returns) {
                At at = found.resolved(running);
                if (begins.isEmpty()) {
                    unjoined.returned(function, at);
                } else {
                    met.call(function, at.tid(), at.ns() - begins.removeLast());
                }
            }
        });
    }

    private Lasts end(long place) {
        Lasts known = lasts.get(place);
        return known != null ? known : hasGap ? Lasts.NOTHING : Lasts.initial(place);
    }

    private Lasts across(OpenHits next, long place) {
        Lasts end = next.end(place);
        if (end.isNew()) {
            return end;
        }
        return end(end.from()).followedBy(end, next.firsts.getOrDefault(end.from(), Firsts.NONE));
    }

    /** Nothing is kept that goes without saying. */
    private static void put(SortedMap<Long, Lasts> lasts, long place, Lasts end, boolean gap) {
        if (!end.isUntouched() || (gap ? !end.isNew() : end.from() != place)) {
            lasts.put(place, end);
        }
    }

    void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(firsts.size());
        firsts.forEach((place, first) -> {
            out.writeUnsigned(place);
            first.write(out);
        });
        out.writeUnsigned(lasts.size());
        lasts.forEach((place, last) -> {
            out.writeUnsigned(place);
            last.write(out);
        });
    }

    static OpenHits read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var firsts = in.readMap(1 + Firsts.FEWEST_BYTES, PartialInput::readUnsigned, Firsts::read);
        var lasts = in.readMap(1 + Lasts.FEWEST_BYTES, PartialInput::readUnsigned, Lasts::read);
        return of(firsts, lasts, hasGap);
    }
}
