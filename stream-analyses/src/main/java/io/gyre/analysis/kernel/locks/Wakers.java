package io.gyre.analysis.kernel.locks;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.figures.MapJoin;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.Exit;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Who woke those that waited, as {@code sched_waking} tells it. Of several wake-ups during one wait the last counts.
 *
 * @param waits that ended so, at most {@value #MOST}, the first in their order
 * @param others all others together
 * @param early by the place where a call lay when the stretch began: who woke its thread last in the stretch, before the call ended
 * @param late by the place where a wait lies when the stretch ends: who woke its thread last since it began
 */
public record Wakers(SortedMap<Waking, Durations> waits, Durations others, SortedMap<Long, Integer> early,
        SortedMap<Long, Integer> late) {

    static final int MOST = 1 << 13;
    static final int MOST_OPEN = 1 << 16;
    static final Wakers NONE = ends(Collections.emptySortedMap());

    public Wakers {
        waits = FixedMap.of(waits);
        early = FixedMap.of(early);
        late = FixedMap.of(late);
    }

    private static Wakers ends(SortedMap<Long, Integer> late) {
        return new Wakers(Collections.emptySortedMap(), Durations.NONE, Collections.emptySortedMap(), late);
    }

    static Wakers of(SortedMap<Waking, Durations> waits, Durations others, SortedMap<Long, Integer> early,
            SortedMap<Long, Integer> late) {
        FixedMap<Waking, Durations> all = FixedMap.of(waits);
        return new Wakers(all.lowest(MOST), all.beyond(MOST).values().stream().reduce(others, Durations::plus),
                FixedMap.of(early).lowest(MOST_OPEN), FixedMap.of(late).lowest(MOST_OPEN));
    }

    /** {@return what the stretch after needs} */
    Wakers end() {
        return ends(late);
    }

    /** {@return the same with what is known of the stand-ins that are left} */
    Wakers resolved(IntUnaryOperator resolve) {
        var joined = new MapJoin<Waking, Durations>(Durations::plus);
        joined.addAll(waits, waking -> waking.resolved(resolve));
        return of(joined.map(), others, named(early, resolve), named(late, resolve));
    }

    private static SortedMap<Long, Integer> named(SortedMap<Long, Integer> wakers, IntUnaryOperator resolve) {
        return FixedMap.changed(wakers, resolve::applyAsInt);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param open the calls of this stretch
     * @param nextOpen the calls of the next one
     */
    Wakers followedBy(Wakers next, OpenCalls open, OpenCalls nextOpen, RunningThreads running) {
        Wakers right = next.resolved(running::resolve);
        var joined = new MapJoin<Waking, Durations>(Durations::plus);
        joined.addAll(waits);
        joined.addAll(right.waits);
        nextOpen.exits().forEach((place, exit) -> {
            Integer by = waker(place, right);
            if (by != null && open.end(place) instanceof End.Open call && isWoken(call, exit)) {
                joined.add(new Waking(running.resolve(exit.tid()), call.argument(), by),
                        Durations.of(exit.ns() - call.sinceNs()));
            }
        });
        var joinedEarly = new TreeMap<>(early);
        right.early.forEach((place, by) -> {
            if (open.end(place) instanceof End.Initial(long earlier)) {
                joinedEarly.put(earlier, by);
            }
        });
        return of(joined.map(), others.plus(right.others), joinedEarly, late(right, open, nextOpen));
    }

    /** {@return who woke last the thread whose wait lies here between this stretch and the next}; null when nobody did. */
    @SuppressWarnings("NullAway") // Maps give null for what they do not have.
    private Integer waker(long place, Wakers next) {
        return next.early.getOrDefault(place, late.get(place));
    }

    private SortedMap<Long, Integer> late(Wakers right, OpenCalls open, OpenCalls nextOpen) {
        var joined = new TreeMap<>(right.late);
        nextOpen.ends().forEach((place, end) -> {
            if (end instanceof End.Initial(long earlier)) {
                stays(joined, right, open.end(earlier), earlier, place);
            }
        });
        if (!nextOpen.hasGap()) {
            open.ends().forEach((place, end) -> {
                if (!nextOpen.ends().containsKey(place)) {
                    stays(joined, right, end, place, place);
                }
            });
        }
        return joined;
    }

    private void stays(SortedMap<Long, Integer> joined, Wakers right, End end, long earlier, long place) {
        Integer by = waker(earlier, right);
        if (by != null && end instanceof End.Open call && isWait(call)) {
            joined.put(place, by);
        }
    }

    private static boolean isWait(End.Open call) {
        return FutexOperation.ofWord(call.variant()) == FutexOperation.WAIT;
    }

    private static boolean isWoken(End.Open call, Exit exit) {
        return isWait(call) && call.call().equals(exit.call()) && Exit.error(exit.ret()) == 0;
    }

    void write(PartialOutput out) {
        out.writeUnsigned(waits.size());
        waits.forEach((waking, durations) -> {
            waking.write(out);
            durations.write(out);
        });
        others.write(out);
        write(early, out);
        write(late, out);
    }

    private static void write(SortedMap<Long, Integer> wakers, PartialOutput out) {
        out.writeUnsigned(wakers.size());
        wakers.forEach((place, by) -> {
            out.writeUnsigned(place);
            out.writeSigned(by);
        });
    }

    static Wakers read(PartialInput in) throws PartialFormatException {
        var waits = new TreeMap<Waking, Durations>();
        for (int left = in.readCount(Waking.FEWEST_BYTES + Durations.fewestBytes()); left > 0; left--) {
            waits.put(Waking.read(in), Durations.read(in));
        }
        return new Wakers(waits, Durations.read(in), places(in), places(in));
    }

    private static SortedMap<Long, Integer> places(PartialInput in) throws PartialFormatException {
        var wakers = new TreeMap<Long, Integer>();
        for (int left = in.readCount(2); left > 0; left--) {
            wakers.put(in.readUnsigned(), in.readInt());
        }
        return wakers;
    }
}
