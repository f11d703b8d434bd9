package io.gyre.analysis.kernel.away;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * The open ends of threads in a stretch of time.
 *
 * @param ends by thread id; at most {@value ThreadNames#MOST_THREADS}, those with the lowest ids
 * @param hasGap whether a part of the stretch is unknown
 */
public record Aways(SortedMap<Integer, AwayEnds> ends, boolean hasGap) {
    public static final Aways NONE = new Aways(Collections.emptySortedMap(), false);
    public static final Aways GAP = new Aways(Collections.emptySortedMap(), true);

    public Aways {
        ends = FixedMap.of(ends);
    }

    private static Aways of(SortedMap<Integer, AwayEnds> ends, boolean hasGap) {
        return new Aways(FixedMap.of(ends).lowest(ThreadNames.MOST_THREADS), hasGap);
    }

    /** Open ends being collected from trackers. */
    public static final class Builder {
        private final TreeMap<Integer, AwayEnds> ends = new TreeMap<>();

        public void add(int tid, AwayTracker tracker, LongFunction<Mode> modes) {
            if (!tracker.isUntouched()) {
                ends.put(tid, tracker.ends(modes));
            }
        }

        public Aways aways() {
            return of(ends, false);
        }
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param tids tells who the stand-ins of the next stretch are
     * @param modes the same for modes
     * @param met is given each stretch off the CPUs whose ends meet
     */
    public Aways followedBy(Aways next, IntUnaryOperator tids, UnaryOperator<Mode> modes, Consumer<Away> met) {
        return of(FixedMap.of(ends, next.ends, (tid, left, found) -> {
            if (found == null) {
                return left == null || !next.hasGap ? left : left.beforeGap();
            }
            AwayEnds right = found.resolve(tids, modes);
            if (left == null && !hasGap) {
                return right;
            }
            AwayEnds known = left == null ? AwayEnds.UNKNOWN : left;
            if (known.first() != AwayEnds.First.OPEN && right.first() == AwayEnds.First.ON) {
                Away away = known.away(tid, right);
                if (!away.leave().isNot() || !away.woken().isNot()) {
                    met.accept(away);
                }
            }
            return known.followedBy(right);
        }), hasGap || next.hasGap);
    }

    /** {@return the same, its stand-ins named by what this tells} */
    public Aways named(IntUnaryOperator tids) {
        return new Aways(FixedMap.changed(ends, end -> end.resolve(tids, UnaryOperator.identity())), hasGap);
    }

    /** {@return what is open at the end}, without what has ended that was open at the begin, and has been told. */
    public Aways lateEnds() {
        return at(Long.MIN_VALUE);
    }

    /** {@return the same for a time after all of it} */
    public Aways at(long ns) {
        return new Aways(FixedMap.changed(ends, end -> end.at(ns)), hasGap);
    }

    /**
     * Gives each stretch that has not ended yet, as if it ended now.
     *
     * @param running the threads that are on a CPU
     */
    public void unended(long ns, Set<Integer> running, Consumer<Away> each) {
        ends.forEach((tid, end) -> {
            if (!end.leave().isNot() || (!end.woken().isNot() && !running.contains(tid))) {
                each.accept(new Away(tid, end.leave(), end.woken(), ns, -1));
            }
        });
    }

    public void write(PartialOutput out) {
        out.writeFlag(hasGap);
        out.writeUnsigned(ends.size());
        ends.forEach((tid, end) -> {
            out.writeSigned(tid);
            end.write(out);
        });
    }

    public static Aways read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        var ends = in.readMap(8, PartialInput::readInt, AwayEnds::read);
        return new Aways(ends, hasGap);
    }
}
