package io.gyre.analysis.line;

import io.gyre.analysis.Completeness;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.analysis.line.LineState.OpenSlice;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.chunk.SessionKey;
import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins windows to a session line, in the order of their chunks. A pure function of state and window; the same for a report in
 * process and for the Streams application.
 *
 * <p>A slice may begin in one window and end in a later one: it is answered for when its last part is there. Answers about a
 * slice or a window are resolved with all that was before, such as the thread that a CPU was running when it began.
 */
public final class LineStitch {
    private static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    private final AnalysisSet analyses;
    private final Slices grid;

    public LineStitch(AnalysisSet analyses, Slices grid) {
        this.analyses = analyses;
        this.grid = grid;
    }

    /**
     * The next window of a line.
     *
     * @param partials null when the window could not be read: it counts as a gap
     * @param chunks 1 for the window of a chunk, 0 for a closing one
     */
    public record NextWindow(Start start, Window window, @Nullable WindowPartials partials, int chunks) {
        boolean isClosing() {
            return window.upToNs() == Long.MAX_VALUE;
        }
    }

    /** The line after a window, and the answers that the window made possible. */
    public record Step(LineState state, List<LineResult<?>> results) {}

    public Step apply(SessionKey line, LineState before, NextWindow next) {
        var run = new Run(line, next, before);
        Bundle value = analyses.empty();
        for (SlicePartials slice : slices(next)) {
            run.add(slice);
            value = analyses.merge(value, slice.bundle());
        }
        run.closeUpTo(next.window().upToNs());
        var state = new LineState(before.chunks() + next.chunks(), run.total, run.open);
        run.emit(Scope.WINDOW, before.all(analyses), value, next.window(), next.window(), next.chunks());
        run.emit(Scope.LINE, analyses.empty(), state.all(analyses), ALL, ALL, state.chunks());
        return new Step(state, run.results);
    }

    /** {@return the window's slices, the first one beginning with the gap before it} */
    private List<SlicePartials> slices(NextWindow next) {
        List<SlicePartials> slices = next.partials() == null ? List.of() : next.partials().slices();
        int gaps = (next.start() == Start.GAP ? 1 : 0) + (next.partials() == null ? 1 : 0);
        if (gaps == 0) {
            return slices;
        }
        var marked = new ArrayList<>(slices);
        if (marked.isEmpty()) {
            marked.add(new SlicePartials(grid.indexOfNothing(next.window()), analyses.empty()));
        }
        SlicePartials first = marked.getFirst();
        marked.set(0, new SlicePartials(first.index(), analyses.merge(analyses.gap(gaps), first.bundle())));
        return marked;
    }

    /** One window being stitched. */
    private final class Run {
        private final SessionKey line;
        private final NextWindow next;
        private final List<LineResult<?>> results = new ArrayList<>();
        private Bundle total;
        private @Nullable OpenSlice open;

        Run(SessionKey line, NextWindow next, LineState before) {
            this.line = line;
            this.next = next;
            this.total = before.total();
            this.open = before.open();
        }

        void add(SlicePartials slice) {
            if (open != null && open.index() < slice.index()) {
                close(open, grid.range(open.index()).upToNs());
            }
            open = open == null
                    ? new OpenSlice(slice.index(), slice.bundle())
                    : new OpenSlice(open.index(), analyses.merge(open.bundle(), slice.bundle()));
        }

        /**
         * Ends the last slice when nothing more can come. That of a line's end ends with what is known of the line, but no later than slices do,
         * though the line's last packets may end later.
         */
        void closeUpTo(long upToNs) {
            if (open != null && grid.range(open.index()).upToNs() <= upToNs) {
                close(open, next.isClosing() ? Long.MAX_VALUE : grid.range(open.index()).upToNs());
            }
        }

        private void close(OpenSlice slice, long knownUpToNs) {
            Window range = grid.range(slice.index());
            emit(Scope.SLICE, total, slice.bundle(), range, new Window(range.afterNs(), knownUpToNs), 1);
            total = analyses.merge(total, slice.bundle());
            open = null;
        }

        void emit(Scope scope, Bundle before, Bundle value, Window range, Window known, long chunks) {
            Completeness completeness = value.losses().completenessAfter(before.losses());
            for (AnalysisSet.Rendering<?> rendering : analyses.renderings(before, value, known)) {
                results.add(result(rendering, scope, range, completeness, chunks));
            }
        }

        private <P> LineResult<P> result(AnalysisSet.Rendering<P> rendering, Scope scope, Window range,
                Completeness completeness, long chunks) {
            View<P> view = scope == Scope.SLICE ? rendering.view().notAfter(range.upToNs()) : rendering.view();
            return new LineResult<>(line, rendering.analysis(), scope, range, view, completeness, chunks,
                    next.isClosing());
        }
    }
}
