package io.gyre.streams.stitch;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.LineStitch.NextWindow;
import io.gyre.analysis.line.Start;
import io.gyre.analysis.line.WindowPartials;
import io.gyre.analysis.line.WindowPartials.SlicePartials;
import io.gyre.chunk.Window;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Partial;
import io.gyre.wire.WorkItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a window together again from the records that the decoder made of it. */
public final class WindowAssembly {
    private final AnalysisSet analyses;
    private final Slices grid;

    public WindowAssembly(AnalysisSet analyses, Slices grid) {
        this.analyses = analyses;
        this.grid = grid;
    }

    /** {@return whether this record, which the decoder sends last, says that the window's others have come} */
    public boolean isLast(Partial partial) {
        return partial.analysis().equals(analyses.encodings().getFirst().name())
                && partial.partIndex() == partial.partCount() - 1;
    }

    /** {@return the window}, unreadable when the records say so. */
    public NextWindow assemble(List<Partial> records) throws PartialFormatException {
        var slices = new TreeMap<Long, Map<String, byte[]>>();
        for (Partial partial : records) {
            for (Partial.Slice slice : partial.slices()) {
                slices.computeIfAbsent(grid.indexOf(slice.beginNs()), any -> new HashMap<>()).put(partial.analysis(),
                        slice.bytes());
            }
        }
        Partial any = records.getFirst();
        var window = new Window(any.afterNs(), any.upToNs());
        if (slices.isEmpty()) {
            return unreadable(any);
        }
        var bundles = new ArrayList<SlicePartials>();
        for (Map.Entry<Long, Map<String, byte[]>> slice : slices.entrySet()) {
            bundles.add(new SlicePartials(slice.getKey(), analyses.decode(slice.getValue())));
        }
        return new NextWindow(start(any.start()), window, new WindowPartials(window, bundles), chunks(any.kind()));
    }

    /** {@return the window of this record, as one of which nothing is known} */
    public NextWindow unreadable(Partial partial) {
        return new NextWindow(start(partial.start()), new Window(partial.afterNs(), partial.upToNs()), null,
                chunks(partial.kind()));
    }

    private static Start start(WorkItem.Start start) {
        return switch (start) {
            case FIRST -> Start.FIRST;
            case FOLLOWS -> Start.FOLLOWS;
            case GAP -> Start.GAP;
        };
    }

    private static int chunks(ChunkKind kind) {
        return switch (kind) {
            case CHUNK -> 1;
            case CLOSING -> 0;
        };
    }
}
