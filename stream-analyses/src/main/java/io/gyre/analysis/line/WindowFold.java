package io.gyre.analysis.line;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet.BundleFold;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Folds the events of one window, slice by slice. What it gives depends on the window and its inputs alone, so that windows of one
 * line may be folded anywhere, in any order, at the same time. Thread-safe.
 */
public final class WindowFold {
    private final AnalysisSet analyses;
    private final Slices grid;
    private final Selection selection;

    public WindowFold(AnalysisSet analyses, Slices grid) {
        this(analyses, grid, Selection.ALL);
    }

    /** @param selection which events the analyses get; packets they get all */
    public WindowFold(AnalysisSet analyses, Slices grid, Selection selection) {
        this.analyses = analyses;
        this.grid = grid;
        this.selection = selection;
    }

    /** The streams of a window: those of its own chunk, and of earlier chunks that hold events of it, a stream's carried input first. */
    @FunctionalInterface
    public interface Inputs {
        /** Opens them; again from their beginning when an analysis has failed and the others shall have theirs. */
        List<StreamInput> open() throws IOException, CtfException;
    }

    /** An analysis that threw, or that asks for what the traces have not. */
    public record FailedAnalysis(String analysis, String message) {
        /** Stable, as metrics and the quarantine show it. */
        public static final String CODE = "analysis-failed";
    }

    /**
     * Reads the inputs up to the window's end and closes them.
     *
     * @param failed is told of analyses that could not be run; they know nothing of the window, the others are not concerned
     */
    public WindowPartials fold(Window window, Inputs inputs, Damage damage, Consumer<FailedAnalysis> failed)
            throws IOException, CtfException {
        try {
            return fold(window, inputs.open(), analyses.newFold(Set.of()), damage);
        } catch (RuntimeException | StackOverflowError e) {
            Map<String, String> faulty = runOneByOne(window, inputs);
            if (faulty.isEmpty()) {
                throw e;
            }
            WindowPartials partials = fold(window, inputs.open(), analyses.newFold(faulty.keySet()), damage);
            faulty.forEach((analysis, message) -> failed.accept(new FailedAnalysis(analysis, message)));
            return partials;
        }
    }

    /** {@return the analyses that fail when they are run alone, and how} */
    private Map<String, String> runOneByOne(Window window, Inputs inputs) throws IOException, CtfException {
        var faulty = new TreeMap<String, String>();
        for (Analysis<?> analysis : analyses.analyses()) {
            var alone = new AnalysisSet(List.of(analysis));
            try {
                new WindowFold(alone, grid, selection).fold(window, inputs.open(), alone.newFold(Set.of()),
                        (stream, any) -> {});
            } catch (RuntimeException | StackOverflowError e) {
                faulty.put(analysis.name(), e.toString());
            }
        }
        return faulty;
    }

    private WindowPartials fold(Window window, List<StreamInput> inputs, BundleFold fold, Damage damage)
            throws IOException, CtfException {
        try (EventReader reader = EventReader.handlers(inputs, fold.handlers(), selection, damage)) {
            long late = window.afterNs() == Long.MIN_VALUE ? 0 : reader.runUntil(window.afterNs());
            var slices = new ArrayList<SlicePartials>();
            while (reader.hasNext() && reader.nextTimestampNs() <= window.upToNs()) {
                long index = grid.indexOf(reader.nextTimestampNs());
                Window slice = grid.within(window, index);
                reader.runUntil(slice.upToNs());
                slices.add(new SlicePartials(index, fold.cut(slice)));
            }
            reader.announceRest();
            addRest(slices, window, fold);
            return new WindowPartials(window, slices).withLate(analyses, late);
        }
    }

    /** What was called after the last event, packets in most cases, belongs to the last slice. */
    private void addRest(List<SlicePartials> slices, Window window, BundleFold fold) {
        if (slices.isEmpty()) {
            long index = grid.indexOfNothing(window);
            slices.add(new SlicePartials(index, fold.cut(grid.within(window, index))));
            return;
        }
        SlicePartials last = slices.getLast();
        Window rest = new Window(grid.within(window, last.index()).upToNs(), window.upToNs());
        slices.set(slices.size() - 1,
                new SlicePartials(last.index(), analyses.merge(last.bundle(), fold.cut(rest))));
    }
}
