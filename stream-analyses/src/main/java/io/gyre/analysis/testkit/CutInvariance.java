package io.gyre.analysis.testkit;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.Fold;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Law 2 on a real trace: cut anywhere, merged in any order, an analysis gives what it gives uncut, to the last bit.
 *
 * {@snippet :
 * SessionLine line = Archives.find(List.of(Path.of("traces/kernel-small-ctx-1"))).getFirst();
 * CutInvariance.check(new MyAnalysis(), () -> ChunkStreams.open(line), 20, 42);
 * }
 */
public final class CutInvariance {
    private static final int MOST_CUTS = 40;

    private CutInvariance() {}

    /** Opens the same streams each time. */
    @FunctionalInterface
    public interface Trace {
        List<StreamInput> open() throws IOException, CtfException;
    }

    /**
     * @param rounds ways to cut, each chosen at random
     * @param seed of the choice; a failure names it
     * @throws AssertionError when the law does not hold
     */
    public static <P> void check(Analysis<P> analysis, Trace trace, int rounds, long seed)
            throws IOException, CtfException {
        var laws = new MergeLaws<>(analysis);
        P whole = fold(analysis, trace, List.of()).getFirst();
        laws.emptyIsNeutral(whole);
        List<Long> times = sampleTimes(trace, new Random(seed));
        for (int round = 0; round < rounds; round++) {
            var random = new Random(seed + round);
            List<P> pieces = fold(analysis, trace, someOf(times, random));
            try {
                laws.piecesMakeTheWhole(whole, pieces, random);
                laws.gapsAreAssociative(pieces, random);
                laws.beginningsAreAssociative(whole, pieces, random);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (seed + round) + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * The same for several analyses at a time, which is quicker, and with cuts that the caller chooses, such as the ends of chunks or the
     * times of a grid.
     *
     * @param cuts each entry a way to cut: times in their order
     * @throws AssertionError when the law does not hold
     */
    public static void check(List<? extends Analysis<?>> analyses, Trace trace, List<List<Long>> cuts, long seed)
            throws IOException, CtfException {
        var random = new Random(seed);
        List<Case<?>> cases = analyses.stream().<Case<?>>map(Case::new).toList();
        fold(cases, trace, List.of());
        for (Case<?> each : cases) {
            each.takeWhole();
        }
        for (int way = 0; way < cuts.size(); way++) {
            fold(cases, trace, cuts.get(way));
            for (Case<?> each : cases) {
                each.compare(way, random);
            }
        }
    }

    /** {@return ways to cut at random events, for {@link #check}} */
    public static List<List<Long>> atRandomEvents(Trace trace, int ways, long seed) throws IOException, CtfException {
        var random = new Random(seed);
        List<Long> times = sampleTimes(trace, random);
        var cuts = new ArrayList<List<Long>>();
        for (int way = 0; way < ways; way++) {
            cuts.add(someOf(times, random));
        }
        return cuts;
    }

    private static void fold(List<Case<?>> cases, Trace trace, List<Long> cuts) throws IOException, CtfException {
        List<Object> handlers = cases.stream().flatMap(each -> each.begin().stream()).toList();
        try (EventReader reader = EventReader.handlers(trace.open(), handlers, Damage.STRICT)) {
            long afterNs = Long.MIN_VALUE;
            for (long cutNs : cuts) {
                reader.runUntil(cutNs);
                for (Case<?> each : cases) {
                    each.cut(afterNs, cutNs);
                }
                afterNs = cutNs;
            }
            reader.runUntil(Long.MAX_VALUE);
            for (Case<?> each : cases) {
                each.cut(afterNs, Long.MAX_VALUE);
            }
        }
    }

    /** One of several analyses over the same events. */
    private static final class Case<P> {
        private final Analysis<P> analysis;
        private final MergeLaws<P> laws;
        private final List<P> pieces = new ArrayList<>();
        private Fold<P> fold;
        private P whole;

        Case(Analysis<P> analysis) {
            this.analysis = analysis;
            this.laws = new MergeLaws<>(analysis);
            this.fold = analysis.newFold();
            this.whole = analysis.empty();
        }

        List<Object> begin() {
            fold = analysis.newFold();
            pieces.clear();
            return fold.handlers();
        }

        void cut(long afterNs, long upToNs) {
            pieces.add(fold.cut(afterNs, upToNs));
        }

        void takeWhole() {
            whole = pieces.getFirst();
            laws.emptyIsNeutral(whole);
        }

        void compare(int way, Random random) {
            try {
                laws.piecesMakeTheWhole(whole, List.copyOf(pieces), random);
                laws.gapsAreAssociative(pieces, random);
                laws.beginningsAreAssociative(whole, pieces, random);
            } catch (AssertionError e) {
                throw new AssertionError("cut in way " + way + ": " + e.getMessage(), e);
            }
        }
    }

    /** {@return one partial more than there are cuts}, which are after all events up to and at the given times. */
    public static <P> List<P> fold(Analysis<P> analysis, Trace trace, List<Long> cuts)
            throws IOException, CtfException {
        Fold<P> fold = analysis.newFold();
        var pieces = new ArrayList<P>();
        try (EventReader reader = EventReader.handlers(trace.open(), fold.handlers(), Damage.STRICT)) {
            long afterNs = Long.MIN_VALUE;
            for (long cutNs : cuts) {
                reader.runUntil(cutNs);
                pieces.add(fold.cut(afterNs, cutNs));
                afterNs = cutNs;
            }
            reader.runUntil(Long.MAX_VALUE);
            pieces.add(fold.cut(afterNs, Long.MAX_VALUE));
        }
        return pieces;
    }

    /** {@return times of events that the analysis may not even want, so that cuts hit everything} */
    private static List<Long> sampleTimes(Trace trace, Random random) throws IOException, CtfException {
        var sampler = new TimeSampler(random);
        try (EventReader reader = EventReader.handlers(trace.open(), List.of(sampler), Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return sampler.times();
    }

    private static List<Long> someOf(List<Long> times, Random random) {
        if (times.isEmpty()) {
            return List.of();
        }
        return random.longs(random.nextInt(MOST_CUTS) + 1, 0, times.size()).mapToObj(i -> times.get((int) i))
                .map(time -> time - random.nextInt(2)).sorted().distinct().toList();
    }
}
