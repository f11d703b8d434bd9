package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.Completeness;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.Window;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.order.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No CPU does anything for longer than the slice is, also in the slice that a line ends in; nor does a thread, unless the tracer has lost
 * events: then it may seem to be in two places.
 */
class SliceTimesTest {
    private static final List<String> THREAD_TIMES = List.of("user_ns", "system_call_ns", "other_ns", "interrupted_ns",
            "waiting_ns", "blocked_ns");
    private static final List<String> CPU_TIMES = List.of("busy_ns", "idle_ns", "unknown_ns");

    /** Some of these recordings end with packets that reach into a later second than the last event. */
    @ParameterizedTest
    @ValueSource(strings = { "kernel-discard-1", "kernel-overwrite-1", "kernel-rseq-1", "kernel-uprobe-1",
            "kernel-small-ctx-1", "kernel-small-noctx-1", "../traces-ctf2/kernel-small-1",
            "../traces-ctf2/kernel-compact-1"})
    void fitIntoTheSlice(String recording) throws IOException {
        SessionLine line = SharedTraces.line(recording);
        for (Duration length : List.of(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(3))) {
            List<LineResult<?>> slices = new ArrayList<>();
            var analyses = Analyses.installed().select(List.of("cpu", "cpus", "threads"));
            List<LineResult<?>> whole = new LocalReport(analyses, Slices.of(length)).of(line, answer -> {
                if (answer.scope() == Scope.SLICE) {
                    slices.add(answer);
                }
            }).results();
            assertTrue(slices.stream().anyMatch(LineResult::closing));
            Completeness known = whole.getFirst().completeness();
            boolean isLossless = known.discardedEvents() == 0 && known.discardedPackets() == 0;
            slices.forEach(slice -> {
                fits(slice, "per_cpu", "observed_ns", CPU_TIMES);
                if (isLossless) {
                    fits(slice, "per_thread", "cpu_ns", THREAD_TIMES);
                }
            });
        }
    }

    private static void fits(LineResult<?> slice, String table, String all, List<String> parts) {
        Window range = slice.range();
        long lengthNs = range.upToNs() - range.afterNs();
        for (JsonNode row : slice.json().path(table)) {
            long ns = row.has(all) ? row.get(all).longValue() : sum(row, parts);
            assertTrue(ns <= lengthNs, () -> slice.analysis().name() + " in " + range + " of " + lengthNs + ": " + row);
        }
    }

    private static long sum(JsonNode node, List<String> fields) {
        return fields.stream().mapToLong(field -> node.get(field).longValue()).sum();
    }

    /** A range of time that ends between two events is not longer when nothing comes after it. */
    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-noctx-1", "kernel-overwrite-1"})
    void aRangeThatNothingFollowsEndsWhereItIsSaidTo(String recording) throws IOException {
        SessionLine line = SharedTraces.line(recording);
        var analyses = Analyses.installed().select(List.of("cpu", "events"));
        List<LineResult<?>> all = new LocalReport(analyses, Slices.seconds()).of(line, answer -> {}).results();
        long lastNs = entry(all, "events").get("end_ns").longValue();
        var range = new TimeRange(lastNs - 10_000_000, lastNs);
        JsonNode cpu = entry(LocalReport.within(range, analyses, Selection.ALL).of(line, answer -> {}).results(),
                "cpu");
        for (JsonNode row : cpu.get("per_cpu")) {
            assertEquals(10_000_001, sum(row, CPU_TIMES), row::toString);
        }
    }

    private static JsonNode entry(List<LineResult<?>> results, String analysis) {
        return results.stream().filter(result -> result.analysis().name().equals(analysis)).findFirst().orElseThrow()
                .json();
    }
}
