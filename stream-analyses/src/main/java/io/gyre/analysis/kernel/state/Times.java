package io.gyre.analysis.kernel.state;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.FixedMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nanoseconds by state; some by what their state depends on. Immutable. */
public final class Times {
    public static final Times NONE = new Times(new long[RunState.COUNT], Collections.emptySortedMap());

    private static final int MOST_OPEN = 1 << 12;

    private final long[] known;
    /** At most {@value #MOST_OPEN}, the lowest. */
    private final SortedMap<Open, Long> open;

    private Times(long[] known, SortedMap<Open, Long> open) {
        this.known = known;
        this.open = open;
    }

    static Times of(long[] known, SortedMap<Open, Long> open) {
        return open.isEmpty() && isZero(known)
                ? NONE
                : new Times(known, FixedMap.of(open).lowest(MOST_OPEN));
    }

    static Times of(RunState state, long ns) {
        long[] known = new long[RunState.COUNT];
        known[state.number] = ns;
        return of(known, FixedMap.empty());
    }

    /** {@return time that depends on this, which may be known altogether} */
    static Times of(Open state, long ns) {
        return NONE.with(state, ns);
    }

    private Times with(Open state, long ns) {
        if (ns == 0) {
            return this;
        }
        long[] sums = known.clone();
        var rest = new TreeMap<>(open);
        add(sums, rest, state, ns);
        return of(sums, rest);
    }

    private static void add(long[] sums, Map<Open, Long> rest, Open state, long ns) {
        if (state.isKnown()) {
            sums[(int) state.base()] += ns;
        } else {
            rest.merge(state, ns, Long::sum);
        }
    }

    public Times plus(Times other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        long[] sums = known.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.known[i];
        }
        return of(sums, FixedMap.joined(open, other.open, Long::sum));
    }

    Times resolve(CpuRuns before) {
        if (open.isEmpty()) {
            return this;
        }
        long[] sums = known.clone();
        var rest = new TreeMap<Open, Long>();
        open.forEach((state, ns) -> add(sums, rest, state.resolve(before), ns));
        return of(sums, rest);
    }

    boolean isNone() {
        return open.isEmpty() && isZero(known);
    }

    private static boolean isZero(long[] known) {
        for (long ns : known) {
            if (ns != 0) {
                return false;
            }
        }
        return true;
    }

    public long ns(RunState state) {
        return known[state.number];
    }

    /** {@return all of it} */
    public long sumNs() {
        long sum = 0;
        for (long ns : known) {
            sum += ns;
        }
        for (long ns : open.values()) {
            sum += ns;
        }
        return sum;
    }

    void write(PartialOutput out) {
        for (long ns : known) {
            out.writeUnsigned(ns);
        }
        out.writeUnsigned(open.size());
        open.forEach((state, ns) -> {
            state.write(out);
            out.writeUnsigned(ns);
        });
    }

    static Times read(PartialInput in) throws PartialFormatException {
        long[] known = new long[RunState.COUNT];
        for (int i = 0; i < known.length; i++) {
            known[i] = in.readUnsigned();
        }
        var open = new TreeMap<Open, Long>();
        for (int left = in.readCount(5); left > 0; left--) {
            Open state = Open.read(in);
            if (state.base() < 0 || (!Mode.isOpen(state.base()) && state.base() >= RunState.COUNT)) {
                throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                        "no state has number " + state.base());
            }
            open.put(state, in.readUnsigned());
        }
        return of(known, open);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times && Arrays.equals(known, times.known) && open.equals(times.open);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(known) + open.hashCode();
    }

    @Override
    public String toString() {
        return Arrays.toString(known) + open;
    }
}
