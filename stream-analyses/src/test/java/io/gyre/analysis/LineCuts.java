package io.gyre.analysis;

import io.gyre.analysis.testkit.CutInvariance;
import io.gyre.chunk.ChunkDamage;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.Window;
import io.gyre.chunk.Windows;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Law 2 on a session line: cut at random events, where chunks end, and on a grid. */
public final class LineCuts {
    private static final long GRID_NS = 250_000_000L;
    private static final int MOST_GRID_CUTS = 40;

    private LineCuts() {}

    public static void check(List<? extends Analysis<?>> analyses, SessionLine line, int ways)
            throws IOException, CtfException {
        CutInvariance.Trace trace = () -> ChunkStreams.open(line, ChunkDamage.STRICT);
        var cuts = new ArrayList<>(CutInvariance.atRandomEvents(trace, ways, 21));
        List<Long> chunkEnds = Windows.of(line).stream().map(Window::upToNs).filter(ns -> ns != Long.MAX_VALUE)
                .toList();
        cuts.add(chunkEnds);
        if (!chunkEnds.isEmpty()) {
            long firstNs = chunkEnds.getFirst() / GRID_NS * GRID_NS;
            cuts.add(LongStream.range(-MOST_GRID_CUTS / 4, MOST_GRID_CUTS).map(i -> firstNs + i * GRID_NS - 1).boxed()
                    .toList());
        }
        CutInvariance.check(analyses, trace, cuts, 22);
    }

    /** {@return what is known of a line uncut} */
    public static <P> P whole(Analysis<P> analysis, SessionLine line) throws IOException, CtfException {
        return CutInvariance.fold(analysis, () -> ChunkStreams.open(line, ChunkDamage.STRICT), List.of()).getFirst();
    }
}
