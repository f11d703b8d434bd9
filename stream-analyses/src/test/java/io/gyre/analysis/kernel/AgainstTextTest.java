package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.Histogram;
import io.gyre.analysis.kernel.sched.SchedAnalysis;
import io.gyre.analysis.kernel.sched.SchedWaits;
import io.gyre.analysis.kernel.text.Figures;
import io.gyre.analysis.kernel.text.SchedFromText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyses of the kernel, whole lines of several chunks, beside babeltrace2's text: to the nanosecond. */
class AgainstTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-small-noctx-1", "kernel-discard-1"})
    void waitsForCpusAreThoseOfTheText(String recording) throws IOException {
        SchedFromText text = SchedFromText.read(text(recording));
        SchedWaits waits = SchedWaits.resolved(line(new SchedAnalysis(), recording));
        assertEquals(Figures.of(text.byThread), figures(waits.threads(), durations -> durations));
        assertEquals(Figures.of(text.byPriority), figures(waits.priorities(), durations -> durations));
        assertSpread(text.byThread.values(), waits.total().histogram());
        List<Long> longest = text.byThread.values().stream().flatMap(List::stream)
                .sorted((a, b) -> Long.compare(b, a)).limit(waits.longest().size()).toList();
        assertEquals(longest, waits.longest().stream().map(wait -> wait.lengthNs()).toList());
        assertTrue(waits.total().durations().count() > 1000);
    }

    private static void assertSpread(Collection<List<Long>> durations, Histogram found) {
        for (long boundNs = 16; boundNs < 1L << 40; boundNs *= 2) {
            long below = boundNs;
            long expected = durations.stream().flatMap(List::stream).filter(ns -> ns < below).count();
            assertEquals(expected, found.countBetween(0, below), "durations under " + boundNs + " ns");
        }
    }

    private static <K, V> Map<K, String> figures(Map<K, V> rows, Function<V, Durations> durations) {
        var figures = new TreeMap<K, String>();
        rows.forEach((key, row) -> {
            if (!durations.apply(row).isNone()) {
                figures.put(key, Figures.of(durations.apply(row)));
            }
        });
        return figures;
    }

    private static Path text(String recording) {
        return SharedTraces.root().resolve(recording).resolve("reference.txt.zst");
    }

    @SuppressWarnings("unchecked")
    private static <P> View<P> line(Analysis<P> analysis, String recording) throws IOException {
        return (View<P>) new LocalReport(List.of(analysis), Slices.SECONDS)
                .of(SharedTraces.line(recording), result -> {}).results().getFirst().view();
    }
}
