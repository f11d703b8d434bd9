package io.gyre.analysis.line;

import io.gyre.chunk.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the analyses know of one window, slice by slice.
 *
 * @param slices in the order of time; slices in which nothing happened are not there, unless it is the only one
 */
public record WindowPartials(Window window, List<SlicePartials> slices) {
    public WindowPartials {
        slices = List.copyOf(slices);
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a window has at least one slice, even if nothing happened");
        }
    }

    /** {@return the same, with something that comes before all of it} */
    public WindowPartials after(AnalysisSet analyses, Bundle before) {
        return withFirst(first -> analyses.merge(before, first));
    }

    /** {@return the same, with parts missing} */
    public WindowPartials withGaps(AnalysisSet analyses, long count) {
        return count == 0 ? this : withFirst(first -> analyses.withGaps(count, first));
    }

    /** {@return the same, with late events among those of its first slice} */
    public WindowPartials withLate(AnalysisSet analyses, long events) {
        return events == 0 ? this : withFirst(first -> analyses.withLate(events, first));
    }

    private WindowPartials withFirst(UnaryOperator<Bundle> change) {
        var changed = new ArrayList<>(slices);
        SlicePartials first = changed.getFirst();
        changed.set(0, new SlicePartials(first.index(), change.apply(first.bundle())));
        return new WindowPartials(window, changed);
    }

    /** @param index of the slice in the grid, of which this is the part that lies in the window */
    public record SlicePartials(long index, Bundle bundle) {}
}
