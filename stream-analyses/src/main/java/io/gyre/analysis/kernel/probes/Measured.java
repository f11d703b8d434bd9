package io.gyre.analysis.kernel.probes;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.LowestKeys;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Hits of probes, or calls of functions.
 *
 * @param rows by probe and thread; at most {@value #MOST_ROWS}, the first in their order
 * @param others all other rows together
 * @param spreads by probe; at most {@value #MOST_PROBES}, the first in their order
 * @param otherSpreads all other probes together
 */
record Measured(SortedMap<ProbeThread, Counted> rows, Counted others, SortedMap<String, Spread> spreads,
        Spread otherSpreads) {

    static final int MOST_ROWS = 1 << 13;
    static final int MOST_PROBES = 1 << 9;
    static final Measured NONE = new Measured(Collections.emptySortedMap(), Counted.NONE, Collections.emptySortedMap(),
            Spread.NONE);

    static Measured limited(NavigableMap<ProbeThread, Counted> rows, Counted others,
            NavigableMap<String, Spread> spreads, Spread otherSpreads) {
        Counted beyond = LowestKeys.cut(rows, MOST_ROWS, others, Counted::plus);
        Spread beyondSpreads = LowestKeys.cut(spreads, MOST_PROBES, otherSpreads, Spread::plus);
        return new Measured(LowestKeys.fixed(rows), beyond, LowestKeys.fixed(spreads), beyondSpreads);
    }

    boolean isNothing() {
        return rows.isEmpty() && others.equals(Counted.NONE);
    }

    long count() {
        return rows.values().stream().reduce(others, Counted::plus).count();
    }

    /** {@return all probes together} */
    Spread all() {
        return spreads.values().stream().reduce(otherSpreads, Spread::plus);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(rows.size());
        rows.forEach((of, counted) -> {
            of.write(out);
            counted.write(out);
        });
        others.write(out);
        out.writeUnsigned(spreads.size());
        spreads.forEach((probe, spread) -> {
            out.writeString(probe);
            spread.write(out);
        });
        otherSpreads.write(out);
    }

    static Measured read(PartialInput in) throws PartialFormatException {
        var rows = in.readMap(ProbeThread.FEWEST_BYTES + Counted.FEWEST_BYTES, ProbeThread::read, Counted::read);
        Counted others = Counted.read(in);
        var spreads = in.readMap(1 + Spread.FEWEST_BYTES, PartialInput::readString, Spread::read);
        return limited(rows, others, spreads, Spread.read(in));
    }

    /** Figures of both sides of a cut being put together. */
    static final class Sum {
        private final TreeMap<ProbeThread, Counted> rows = new TreeMap<>();
        private final TreeMap<String, Spread> spreads = new TreeMap<>();
        private Counted others = Counted.NONE;
        private Spread otherSpreads = Spread.NONE;

        /** @param resolve what a stand-in of these figures means */
        void add(Measured measured, IntUnaryOperator resolve) {
            measured.rows.forEach((of, counted) -> rows.merge(of.withTid(resolve.applyAsInt(of.tid())), counted,
                    Counted::plus));
            others = others.plus(measured.others);
            measured.spreads.forEach((probe, spread) -> spreads.merge(probe, spread, Spread::plus));
            otherSpreads = otherSpreads.plus(measured.otherSpreads);
        }

        /** Takes over what a slice has of a probe. */
        void cut(Probe probe) {
            probe.cut(rows, spreads);
        }

        /** Adds a duration whose beginning and end the cut had separated. */
        void took(String probe, int tid, long ns) {
            Counted duration = new Counted(0, Durations.of(ns));
            rows.merge(new ProbeThread(probe, tid), duration, Counted::plus);
            spreads.merge(probe, Spread.ofDuration(ns), Spread::plus);
        }

        Measured sum() {
            return limited(rows, others, spreads, otherSpreads);
        }
    }
}
