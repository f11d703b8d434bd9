package io.gyre.analysis.kernel;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.SharedTraces;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 2, cut invariance, of all the analyses of the kernel: cut at random events, where chunks end, and on a grid. */
class KernelLawsTest {
    private static final long GRID_NS = 250_000_000L;
    private static final int MOST_GRID_CUTS = 60;

    @ParameterizedTest
    @ValueSource(strings = { "kernel-discard-1", "kernel-overwrite-1", "kernel-rseq-1", "kernel-uprobe-1",
            "kernel-small-ctx-1", "kernel-small-noctx-1", "../traces-ctf2/kernel-small-1",
            "../traces-ctf2/kernel-compact-1",
            "relayd-guest-1/relay/store-01/relayd-guest-1-20261123-094530"})
    void cutsChangeNothing(String recording) throws IOException, CtfException {
        SessionLine line = SharedTraces.line(recording);
        CutInvariance.Trace trace = () -> ChunkStreams.open(line, ChunkDamage.STRICT);
        int ways = Integer.getInteger("gyre.laws.ways", recording.contains("small") ? 1 : 3);
        var cuts = new ArrayList<>(CutInvariance.atRandomEvents(trace, ways, 11));
        List<Long> chunkEnds = Windows.of(line).stream().map(Window::upToNs).filter(ns -> ns != Long.MAX_VALUE)
                .toList();
        cuts.add(chunkEnds);
        long firstNs = chunkEnds.getFirst() / GRID_NS * GRID_NS;
        cuts.add(LongStream.range(-MOST_GRID_CUTS / 4, MOST_GRID_CUTS).map(i -> firstNs + i * GRID_NS - 1).boxed()
                .toList());
        CutInvariance.check(kernelAnalyses(), trace, cuts, 12);
    }

    private static List<Analysis<?>> kernelAnalyses() {
        return Analyses.installed().all().stream()
                .filter(analysis -> analysis.getClass().getPackageName().startsWith("io.gyre.analysis.kernel"))
                .toList();
    }
}
