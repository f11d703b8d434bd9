package io.gyre.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.LineReport.ChunkDamaged;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.LineStitch;
import io.gyre.analysis.line.LineStitch.NextWindow;
import io.gyre.analysis.line.LineStitch.Step;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowFold;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.chunk.Archives;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.Window;
import io.gyre.chunk.Windows;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The analyses without Kafka: chunks on disk in, answers out, by the same windows, the same folding and the same stitching as the Streams
 * application, so that both say the same. Thread-safe.
 *
 * <p>A run of missing chunk ids counts as one gap ({@code lttng clear} leaves such runs), and what analyses carry over from chunk to
 * chunk, such as the thread on each CPU, is unknown after it. Counters of discarded events and packet numbers go on across a gap,
 * so that losses in it are counted. A trace whose metadata cannot be read is a gap too. Damaged packets are skipped and listed.
 */
public final class LocalReport {
    /**
     * A grid for who does not look at slices: an answer about a line does not depend on where it was cut, and few cuts take less time. There
     * are some, so that little is held of a stretch.
     */
    public static final Slices SELDOM = Slices.of(Duration.ofMinutes(1));

    private final AnalysisSet analyses;
    private final WindowFold fold;
    private final LineStitch stitch;
    private final TimeRange range;

    /** @param grid that slices are cut at */
    public LocalReport(List<? extends Analysis<?>> analyses, Slices grid) {
        this(analyses, grid, Selection.ALL);
    }

    /** @param selection which events the analyses get */
    public LocalReport(List<? extends Analysis<?>> analyses, Slices grid, Selection selection) {
        this(analyses, grid, selection, TimeRange.ALL);
    }

    /**
     * {@return reports of a range of time} What was before it is read too, so that it is known within: names, and who was on which CPU.
     */
    public static LocalReport within(TimeRange range, List<? extends Analysis<?>> analyses, Selection selection) {
        return new LocalReport(analyses, Slices.around(range), selection, range);
    }

    private LocalReport(List<? extends Analysis<?>> analyses, Slices grid, Selection selection, TimeRange range) {
        this.range = range;
        this.analyses = new AnalysisSet(analyses);
        this.fold = new WindowFold(this.analyses, grid, selection);
        this.stitch = new LineStitch(this.analyses, grid);
    }

    /** {@return a report for each session line that the paths hold, in the order of their keys} */
    public List<LineReport> of(Collection<Path> paths) throws IOException {
        var reports = new ArrayList<LineReport>();
        for (SessionLine line : Archives.find(paths)) {
            reports.add(of(line, result -> {}));
        }
        return reports;
    }

    /**
     * {@return the report of one line}
     *
     * @param results is given every answer as soon as it is known: slices, windows, and the line after each window
     */
    public LineReport of(SessionLine line, Consumer<LineResult<?>> results) throws IOException {
        return of(line, Windows.of(line), results);
    }

    /** @param windows of the line's chunks, in their order: each from the end of the one before, none past what its chunk knows */
    LineReport of(SessionLine line, List<Window> windows, Consumer<LineResult<?>> results) throws IOException {
        var chunks = new LineChunks();
        LineState state = LineState.start(analyses);
        List<LineResult<?>> answers = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            if (window.afterNs() >= range.endNs()) {
                break;
            }
            Start start = start(line, i);
            Step step = stitch.apply(line.key(), state,
                    new NextWindow(start, window, fold(chunks, line, i, window), 1));
            state = step.state();
            if (range.equals(TimeRange.ALL)) {
                answers.clear();
            }
            for (LineResult<?> result : step.results()) {
                if (!result.isEmpty()) {
                    results.accept(result);
                    if (isAnswer(result)) {
                        answers.add(result);
                    }
                }
            }
        }
        return new LineReport(line, answers, chunks.damages());
    }

    /** {@return whether it is about the range, or about the line when all of it is asked for} */
    private boolean isAnswer(LineResult<?> result) {
        return range.equals(TimeRange.ALL)
                ? result.scope() == LineResult.Scope.LINE
                : result.scope() == LineResult.Scope.SLICE
                        && result.range().equals(Slices.around(range).range(RangeSlices.WITHIN));
    }

    private static Start start(SessionLine line, int index) {
        if (index == 0) {
            return Start.FIRST;
        }
        long missing = line.chunks().get(index).id() - line.chunks().get(index - 1).id() - 1;
        return missing > 0 ? Start.GAP : Start.FOLLOWS;
    }

    private WindowPartials fold(LineChunks chunks, SessionLine line, int index, Window window) throws IOException {
        try {
            WindowPartials partials = fold.fold(window, () -> chunks.open(line.chunks().get(index), window),
                    chunks::damaged, chunks::failed);
            return partials.withGaps(analyses, chunks.done(window));
        } catch (CtfException e) {
            throw new IllegalStateException("damage is listed, not thrown", e);
        }
    }

    /**
     * {@return the reports as one object}: the name of each analysis, and under it a list with an entry per session line that it has
     * something to say of.
     */
    public ObjectNode json(List<LineReport> reports) {
        return json(reports, Threads.ALL);
    }

    /** {@return the same of some threads alone} */
    public ObjectNode json(List<LineReport> reports, Threads threads) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Analysis<?> analysis : analyses.analyses()) {
            ArrayNode entries = json.putArray(analysis.name());
            for (LineReport report : reports) {
                report.results().stream().filter(result -> result.analysis().name().equals(analysis.name()))
                        .forEach(result -> entries.add(result.json(threads)));
            }
        }
        return json;
    }

    /** {@return every damage as a line for people}: where, and what. */
    public static List<String> describe(List<ChunkDamaged> damages) {
        return damages.stream()
                .map(found -> "chunk " + found.chunkId() + ": " + found.message() + " [" + found.code() + "]")
                .toList();
    }
}
