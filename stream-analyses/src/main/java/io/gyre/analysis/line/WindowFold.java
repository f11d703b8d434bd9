package io.gyre.analysis.line;

import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet.BundleFold;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.chunk.Window;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Folds the events of one window, slice by slice. What it gives depends on the window and its inputs alone, so that windows of one
 * line may be folded anywhere, in any order, at the same time. Thread-safe.
 */
public final class WindowFold {
    private final AnalysisSet analyses;
    private final Slices grid;

    public WindowFold(AnalysisSet analyses, Slices grid) {
        this.analyses = analyses;
        this.grid = grid;
    }

    /**
     * Reads the inputs up to the window's end and closes them.
     *
     * @param inputs the streams of the window's own chunk, and those of earlier chunks that hold events of this window, with the
     *        carried input of a stream before its own one
     * @param unfit is told of analyses that ask for what these traces have not; they see no event of the window
     */
    public WindowPartials fold(Window window, List<StreamInput> inputs, Damage damage, Consumer<UnfitAnalysis> unfit)
            throws IOException, CtfException {
        BundleFold fold = analyses.newFold();
        try (EventReader reader = reader(inputs, fold, damage, unfit)) {
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

    /** An analysis that cannot be bound to a window's traces. */
    public record UnfitAnalysis(String analysis, String message) {
        /** Stable, as metrics and the quarantine show it. */
        public static final String CODE = "analysis-unfit";
    }

    private EventReader reader(List<StreamInput> inputs, BundleFold fold, Damage damage,
            Consumer<UnfitAnalysis> unfit) {
        try {
            return EventReader.handlers(inputs, fold.handlers(), damage);
        } catch (BindException some) {
            var fit = new ArrayList<>();
            for (int i = 0; i < fold.handlers().size(); i++) {
                Object handler = fold.handlers().get(i);
                try {
                    EventReader.handlers(inputs, List.of(handler), damage);
                    fit.add(handler);
                } catch (BindException one) {
                    unfit.accept(
                            new UnfitAnalysis(analyses.encodings().get(i).name(), String.valueOf(one.getMessage())));
                }
            }
            return EventReader.handlers(inputs, fit, damage);
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
