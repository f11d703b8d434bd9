package io.gyre.streams;

import io.gyre.analysis.Slices;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.LineStitch;
import io.gyre.streams.stitch.WindowAssembly;

/** The pure functions that STITCH is made of. */
record StitchRules(AnalysisSet analyses, Slices grid, WindowAssembly assembly, LineStitch stitch) {
    static StitchRules of(AnalysisSet analyses, Slices grid) {
        return new StitchRules(analyses, grid, new WindowAssembly(analyses, grid), new LineStitch(analyses, grid));
    }
}
