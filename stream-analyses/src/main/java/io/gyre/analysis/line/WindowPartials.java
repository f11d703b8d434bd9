package io.gyre.analysis.line;

import io.gyre.chunk.Window;
import java.util.List;

/**
 * What the analyses know of one window, slice by slice.
 *
 * @param slices in the order of time; slices in which nothing happened are not there
 */
public record WindowPartials(Window window, List<SlicePartials> slices) {
    public WindowPartials {
        slices = List.copyOf(slices);
    }

    /** @param index of the slice in the grid, of which this is the part that lies in the window */
    public record SlicePartials(long index, Bundle bundle) {}
}
