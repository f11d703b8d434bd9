package io.gyre.streams.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ResultRecordsTest {

    @Test
    void largeAnswersAreAboutSlicesAlone() throws IOException {
        var answers = new ArrayList<LineResult<?>>();
        new LocalReport(Analyses.installed().select(List.of("cpus", "schedlog", "timeline")), Slices.seconds())
                .of(SharedTraces.line("kernel-discard-1"), answers::add);
        var scopes = new TreeMap<String, Set<Result.Scope>>();
        for (Result record : ResultRecords.of(new LineId("h", "s", "c"), 0, answers, Assertions::fail)) {
            scopes.computeIfAbsent(record.analysis(), any -> EnumSet.noneOf(Result.Scope.class)).add(record.scope());
        }
        assertEquals(
                Map.of("cpus", EnumSet.allOf(Result.Scope.class), "schedlog", Set.of(Result.Scope.SLICE), "timeline",
                        Set.of(Result.Scope.SLICE)),
                scopes);
    }
}
