package com.example.programs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyre.analysis.testkit.CutInvariance;
import io.gyre.chunk.Archives;
import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    private final String trace = System.getProperty("trace", "");

    /** What is demanded of every analysis: cut anywhere, it says the same. */
    @Test
    void saysTheSameHoweverATraceIsCut() throws Exception {
        assumeTrue(!trace.isEmpty(), "no trace: run with -Dtrace=FOLDER");
        for (SessionLine line : Archives.find(List.of(Path.of(trace)))) {
            CutInvariance.Trace streams = () -> ChunkStreams.open(line, (of, damage) -> {});
            CutInvariance.check(new ProgramsAnalysis(), streams, 20, 42);
            assertFalse(CutInvariance.fold(new ProgramsAnalysis(), streams, List.of()).getFirst().starts().isEmpty(),
                    "no program was started in " + line.key());
        }
    }
}
