package io.gyre.analysis.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Fold;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.check.Listing.Fault;
import io.gyre.analysis.check.Listing.Listed;
import io.gyre.analysis.kernel.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedAnalysisTest {
    private static final long NS = 1_000_000_000L;

    /** Slices of two, one, and one events, which are merged then. */
    private static void run(Listing listing) {
        var checked = new CheckedAnalysis<>(listing);
        Fold<Listed> fold = checked.newFold();
        var clock = (Clock) fold.handlers().get(0);
        var names = (Listing.Names) fold.handlers().get(1);
        List<Listed> pieces = new ArrayList<>();
        long ns = NS;
        for (int events : new int[]{ 2, 1, 1}) {
            for (int i = 0; i < events; i++) {
                ns += NS;
                clock.event(ns);
                names.event(ns, Texts.of("n" + ns / NS));
            }
            pieces.add(fold.cut(ns - NS, ns));
        }
        var first = new Listed(new ArrayList<>(pieces.get(0).names()));
        assertEquals(4, checked.merge(checked.merge(first, pieces.get(1)), pieces.get(2)).names().size());
    }

    @Test
    void whoKeepsTheLawsIsNotDisturbed() {
        run(new Listing(Fault.NONE));
    }

    @ParameterizedTest
    @CsvSource({ "KEEPS_TEXT, NO_REFERENCES", "PARTIAL_HOLDS_TEXT, NO_REFERENCES", "FORGETS_NOTHING, CUT_STARTS_ANEW",
            "HANDS_OVER_ITS_OWN_LIST, PARTIALS_STAY", "MERGES_INTO_THE_LEFT, PARTIALS_STAY",
            "READS_ONE_LESS, STABLE_ENCODING", "CANNOT_READ, STABLE_ENCODING", "ADDS_WHEN_MERGING, EMPTY_IS_NEUTRAL",
            "PREFERS_THE_LONGER, ASSOCIATIVE"})
    void eachFaultIsFoundAndNamed(Fault fault, Law law) {
        var violation = assertThrows(ContractViolation.class, () -> run(new Listing(fault)));
        assertEquals(law, violation.law(), String.valueOf(violation.getMessage()));
        assertEquals("listing", violation.analysis());
        assertTrue(String.valueOf(violation.getMessage()).matches(
                "analysis listing breaks the law " + law.code() + " at 00:00:0[345]\\.0{9}: .*"),
                String.valueOf(violation.getMessage()));
    }

    @Test
    void aTextIsFoundWhereverItIsKept() {
        var violation = assertThrows(ContractViolation.class, () -> run(new Listing(Fault.KEEPS_TEXT)));
        assertTrue(String.valueOf(violation.getMessage()).contains("Names.kept[] is a Text"),
                String.valueOf(violation.getMessage()));
    }

    @Test
    void timeThatGoesBackIsFound() {
        var clock = (Clock) new CheckedAnalysis<>(new Listing(Fault.NONE)).newFold().handlers().getFirst();
        clock.event(2 * NS);
        clock.event(2 * NS);
        var violation = assertThrows(ContractViolation.class, () -> clock.event(2 * NS - 5));
        assertEquals(Law.TIME_ORDER, violation.law());
        assertEquals(2 * NS, violation.ns());
        assertTrue(
                String.valueOf(violation.getMessage())
                        .contains("at 00:00:02.000000000: the next event is 5 ns earlier"),
                String.valueOf(violation.getMessage()));
    }

    /** Those that come with Gyre keep the laws, and answer as ever. */
    @ParameterizedTest
    @ValueSource(strings = { "kernel-discard-1", "ust-callstack-1", "ust-libc-1", "ust-gaps-1"})
    void installedAnalysesAnswerTheSame(String recording) throws IOException {
        List<Analysis<?>> installed = Analyses.installed().all();
        var plain = new LocalReport(installed, Slices.seconds());
        var checked = new LocalReport(CheckedAnalysis.all(installed), Slices.seconds());
        var line = SharedTraces.line(recording);
        var expected = plain.of(line, answer -> {});
        var found = checked.of(line, answer -> {});
        assertEquals(expected.damages(), found.damages());
        assertEquals(plain.json(List.of(expected)), checked.json(List.of(found)));
    }

    @Test
    void aReportTellsTheViolation() throws IOException {
        var report = new LocalReport(CheckedAnalysis.all(List.of(new Listing(Fault.KEEPS_TEXT))), Slices.seconds())
                .of(SharedTraces.line("ust-gaps-1"), answer -> {});
        assertTrue(report.damages().stream().anyMatch(damage -> damage.code().equals("analysis-failed") && damage
                .message().contains("ContractViolation: analysis listing breaks the law no-references at ")),
                report.damages().toString());
    }
}
