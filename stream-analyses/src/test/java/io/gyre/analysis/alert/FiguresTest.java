package io.gyre.analysis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.Declarations;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.generic.declare.DeclarationText;
import io.gyre.ctf.filter.GlobPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private static final Figures INSTALLED = Figures.of(Analyses.installed().all());

    @TempDir
    private Path folder;

    private AlertRules read(String line) throws Exception {
        return AlertRules.read(Files.write(folder.resolve("rules.txt"), List.of(line)), INSTALLED);
    }

    /** The column is that of what is wrong, in the line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "threshold a: cpux busy_ns > 1s                   | 14 | no analysis is named `cpux`; those that run: callstack, cpu,",
            "absence a: log-* for 1s                          | 12 | no analysis matches `log-*`",
            "threshold a: cpu busyns > 1s                     | 18 | `cpu` has no `busyns`; expected one of `busy_ns`",
            "threshold a: cpu busy_ns of observed > 1%        | 18 | `cpu` has no `observed`; expected one of",
            "threshold a: cpu busy_ns.x > 1                   | 18 | `cpu` has nothing below `busy_ns`",
            "threshold a: cpu per_cpu.busy_ns > 1s            | 18 | `cpu` has a list `per_cpu`; expected `per_cpu[]`",
            "threshold a: cpu per_cpu > 1                     | 18 | `cpu` has a list `per_cpu`; expected a number",
            "threshold a: events by_class[].x > 1             | 21 | `events` has no list `by_class`; expected `by_class.`",
            "threshold a: events by_class > 1                 | 21 | `events` has more below `by_class`; expected a number",
            "threshold a: syscalls per_call[cal=read].count > 1 | 23 | `syscalls` has no `per_call[cal]`; expected one of `call`",
            "threshold a: syscalls per_call[].call > 1        | 23 | `syscalls` has a text `per_call[].call`; expected a number",
            "percentile a: sched p99 max_ns > 1ms             | 25 | `sched` has no histogram `max_ns`, but a number",
            "percentile a: cpu p99 per_cpu > 1ms              | 23 | `cpu` has a list `per_cpu`; expected a histogram",
            "percentile a: sched 99 histogram > 1ms           | 21 | expected a percentile, such as `p99`",
            "percentile a: sched p0 histogram > 1ms           | 21 | a percentile is more than p0",
            "percentile a: sched p99 histogram > 5            | 37 | `p99_ns` wants a duration with ns, us, ms, s, min or h",
            "threshold a: cpu busy_ns > 5                     | 28 | `busy_ns` wants a duration with",
            "threshold a: cpu switches > 5ms                  | 29 | `switches` wants a number without a unit",
            "threshold a: cpu busy_ns of observed_ns > 5ms    | 43 | `busy_ns of observed_ns` wants a number with %",
            "threshold a: io per_disk[].reads.bytes > 5s      | 42 | `per_disk[].reads.bytes` wants a number of bytes",
            "threshold a: cpu busy_ns > 5s clear at 3         | 40 | `busy_ns` wants a duration with",
            "rate a: cpu switches > 5%/s                      | 24 | `switches` wants a number without a unit",
            "stale a: for 5min                                | 14 | expected `for `",
            "stale a: * for 5min on slice                     | 21 | expected the end"})
    void whatNoAnswerHasIsRefused(String line, int column, String reason) {
        var error = assertThrows(DeclarationException.class, () -> read(line));
        assertEquals("rule \"a\": " + reason, start(error.reason().replaceFirst(".*rules.txt:1: ", ""), reason));
        assertEquals(column, error.column(), error.getMessage());
    }

    private static String start(String text, String like) {
        return text.substring(0, Math.min(text.length(), like.length() + "rule \"a\": ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "threshold a: * discarded_packets > 5", "threshold a: c* late_events > 0",
            "threshold a: events by_class.jobs:step > 5", "threshold a: syscalls per_call[].errors.EAGAIN > 5",
            "threshold a: io other_threads.max_ns > 1s", "percentile a: io p99.9 per_disk[].reads.histogram > 1ms",
            "threshold a: io per_disk[device=8:0].writes.bytes > 100MiB", "threshold a: cpu idle_ns < 0",
            "rate a: io per_call[category=write].bytes > 5MB/s", "absence a: memory total.pages_allocated for 1h"})
    void whatAnswersHaveIsTaken(String line) throws Exception {
        assertEquals(1, read(line).all().size());
    }

    @Test
    void declaredAnalysesAreKnownByTheirKind() throws Exception {
        Analysis<?> reads = Declarations.installed().declare("pairs",
                "reads: syscall_entry_read -> syscall_exit_read by $ctx.tid");
        Figures figures = Figures.of(List.of(reads));
        Path file = folder.resolve("rules.txt");
        Files.writeString(file, "percentile a: pairs-reads-* p99 latency.histogram > 1ms\n");
        assertEquals(1, AlertRules.read(file, figures).all().size());
        Files.writeString(file, "threshold a: pairs-reads-* latencies.max_ns > 1ms\n");
        assertThrows(DeclarationException.class, () -> AlertRules.read(file, figures));
    }

    /** Where this fails, the catalogue lacks a line {@code ANALYSIS PATH number} or {@code text}. */
    @Test
    void theCatalogueHasEveryFigureOfRecordings() throws Exception {
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (String recording : List.of("kernel-small-ctx-1", "kernel-uprobe-1", "ust-callstack-1", "ust-java-1",
                "ust-basic-1")) {
            var report = new LocalReport(Analyses.installed().all(), Slices.seconds());
            JsonNode all = report.json(List.of(report.of(SharedTraces.line(recording), _ -> {})));
            for (String analysis : Figures.catalogued()) {
                for (JsonNode entry : all.path(analysis)) {
                    var paths = new ArrayList<String>();
                    paths("", entry, paths);
                    seen += paths.size();
                    for (String path : paths) {
                        var text = new DeclarationText(path);
                        INSTALLED.wrongFigure(GlobPattern.of(analysis), Figure.parse(text), Figures.Wanted.NUMBER)
                                .ifPresent(wrong -> unknown.add(analysis + " " + path + " number"));
                    }
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(seen > 500, seen + " figures");
    }

    /** Adds the paths to numbers that a rule can name. */
    private static void paths(String at, JsonNode node, List<String> paths) {
        for (var field : node.properties()) {
            String path = at + field.getKey();
            JsonNode value = field.getValue();
            if (value.isNumber() && field.getKey().matches("[A-Za-z_][A-Za-z0-9_:]*")) {
                paths.add(path);
            } else if (value.isObject()) {
                paths(path + ".", value, paths);
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                paths(path + "[].", value.get(0), paths);
            }
        }
    }

    @Test
    void theCatalogueNamesWhatIsInstalled() {
        Set<String> installed = Analyses.installed().all().stream().map(Analysis::name).collect(Collectors.toSet());
        assertEquals(Set.of("pairs-*", "counters-*"), Figures.catalogued().stream()
                .filter(name -> !installed.contains(name)).collect(Collectors.toSet()));
    }
}
