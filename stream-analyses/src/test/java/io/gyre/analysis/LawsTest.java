package io.gyre.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.OrderAnalysis.Sequence;
import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.analysis.line.LossAnalysis;
import io.gyre.analysis.testkit.CutInvariance;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkFolder;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.Window;
import io.gyre.chunk.Windows;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two laws of the architecture, on real recordings. */
class LawsTest {
    private static final OrderAnalysis ORDER = new OrderAnalysis();

    /** Law 1, nothing lost, nothing twice: and nothing out of order. */
    @TestFactory
    Stream<DynamicTest> windowsHoldTheEventsOfTheWholeTraceInItsOrder() throws IOException {
        return SharedTraces.recordings().stream().map(recording -> DynamicTest.dynamicTest(
                SharedTraces.root().relativize(recording).toString(), () -> checkLaw1(recording)));
    }

    private static void checkLaw1(Path recording) throws IOException, CtfException {
        SessionLine line = SharedTraces.line(recording);
        Sequence whole = readAtOnce(line.chunks());
        List<Window> windows = Windows.of(line);
        assertEquals(whole, byWindows(line, windows));
        var random = new Random(whole.events());
        for (int round = 0; round < (whole.events() > 50_000 ? 2 : 4); round++) {
            assertEquals(whole, byWindows(line, cutEarlier(windows, random)), "round " + round);
        }
    }

    /** Windows may end earlier than they have to: more is carried then, over several chunks, too. */
    private static List<Window> cutEarlier(List<Window> windows, Random random) {
        var earlier = new ArrayList<Window>();
        long after = Long.MIN_VALUE;
        for (Window window : windows) {
            long upTo = window.upToNs();
            if (upTo != Long.MAX_VALUE && upTo > after) {
                long latest = upTo;
                upTo = switch (random.nextInt(4)) {
                    case 0 -> after;
                    case 1 -> latest;
                    default -> random.nextLong(Math.max(after, latest - 2_000_000_000L), latest + 1);
                };
            }
            earlier.add(new Window(after, upTo));
            after = upTo;
        }
        return earlier;
    }

    private static Sequence readAtOnce(List<ChunkFolder> chunks) throws IOException, CtfException {
        return CutInvariance.fold(ORDER, () -> ChunkStreams.open(chunks, ChunkDamage.STRICT), List.of()).getFirst();
    }

    private static Sequence byWindows(SessionLine line, List<Window> windows) throws IOException {
        LineReport report = new LocalReport(List.of(ORDER), Slices.seconds()).of(line, windows, result -> {});
        assertEquals(0, report.results().getFirst().completeness().lateEvents());
        return (Sequence) report.results().getFirst().view().value();
    }

    /** Ten boundaries where neighbouring chunks overlap in time: who reads chunk by chunk has the wrong order and wrong counts. */
    @ParameterizedTest
    @CsvSource({ "kernel-small-ctx-1, 0", "kernel-small-ctx-1, 1", "kernel-small-ctx-1, 2", "kernel-small-ctx-1, 3",
            "kernel-small-ctx-1, 5", "kernel-small-ctx-1, 6", "kernel-small-noctx-1, 0", "kernel-small-noctx-1, 1",
            "kernel-small-noctx-1, 3", "kernel-small-noctx-1, 5"})
    void overlappingBoundaryIsCutExactly(String recording, int chunk) throws IOException, CtfException {
        SessionLine line = SharedTraces.line(recording);
        List<ChunkFolder> both = line.chunks().subList(chunk, chunk + 2);
        assertEquals(List.of((long) chunk, chunk + 1L), both.stream().map(ChunkFolder::id).toList());
        Sequence truth = readAtOnce(both);
        Sequence chunkByChunk = readAtOnce(both.subList(0, 1)).then(readAtOnce(both.subList(1, 2)));
        var pair = new SessionLine(line.key(), line.archives(), both);
        assertEquals(truth.events(), chunkByChunk.events());
        assertNotEquals(truth, chunkByChunk);
        assertEquals(truth, byWindows(pair, Windows.of(pair)));

        EventCounts first = count(both.subList(0, 1), Long.MIN_VALUE, Long.MAX_VALUE);
        EventCounts second = count(both.subList(1, 2), Long.MIN_VALUE, Long.MAX_VALUE);
        assertTrue(first.lastNs() > second.firstNs());
        long upToNs = Windows.of(pair).getFirst().upToNs();
        EventCounts exact = count(both, Long.MIN_VALUE, upToNs);
        assertTrue(first.events() > exact.events(), "chunk " + chunk + " holds events of the window after");
    }

    private static EventCounts count(List<ChunkFolder> chunks, long afterNs, long upToNs)
            throws IOException, CtfException {
        List<EventCounts> pieces = CutInvariance.fold(new EventsAnalysis(),
                () -> ChunkStreams.open(chunks, ChunkDamage.STRICT), List.of(afterNs, upToNs));
        return pieces.get(1);
    }

    /** Law 2, cut invariance. */
    @ParameterizedTest
    @ValueSource(strings = { "kernel-discard-1", "kernel-overwrite-1", "kernel-rseq-1", "kernel-uprobe-1",
            "kernel-small-noctx-1", "relayd-guest-1/relay/store-01/relayd-guest-1-20261123-094530"})
    void cpuIsCutInvariant(String recording) throws IOException, CtfException {
        SessionLine line = SharedTraces.line(recording);
        CutInvariance.check(new CpuAnalysis(), () -> ChunkStreams.open(line, ChunkDamage.STRICT), rounds(recording), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "kernel-discard-1", "kernel-overwrite-1", "ust-basic-1", "ust-discard-1", "ust-overwrite-1",
                    "ust-gaps-1", "ust-pid-1", "ust-tracefiles-1", "ust-grow-1", "ust-filter-missing/filtered"})
    void eventsAndLossesAreCutInvariant(String recording) throws IOException, CtfException {
        SessionLine line = SharedTraces.line(recording);
        CutInvariance.Trace trace = () -> ChunkStreams.open(line, ChunkDamage.STRICT);
        CutInvariance.check(new EventsAnalysis(), trace, 10, 2);
        CutInvariance.check(new LossAnalysis(), trace, 10, 3);
        CutInvariance.check(ORDER, trace, 10, 4);
    }

    private static int rounds(String recording) {
        return recording.contains("small") ? 5 : 10;
    }
}
