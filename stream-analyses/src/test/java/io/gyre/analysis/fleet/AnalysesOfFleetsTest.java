package io.gyre.analysis.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.fleet.FleetReport.Fleet;
import io.gyre.analysis.generic.counter.CountersKind;
import io.gyre.analysis.generic.pair.PairsKind;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.line.LineResult.Scope;
import io.gyre.chunk.SessionLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each analysis says of a fleet, beside what it says of the lines; on real recordings. */
class AnalysesOfFleetsTest {
    private static final List<String> RECORDINGS = List.of("kernel-small-ctx-1", "kernel-small-noctx-1",
            "kernel-uprobe-1", "ust-java-1", "ust-libc-1", "ust-callstack-1");
    /** Of a record of Kafka's, as it is set up. */
    private static final int MOST_BYTES = 5 << 20;

    /** Of {@code counters}: sums that may be below zero in one slice and above in another. */
    private static final List<String> SIGNED = List.of("sums", "below_zero");

    /** Whose time passes in slices in which nothing happens, too, which have no figures. */
    private static final List<String> STATES = List.of("cpu", "cpus", "threads");

    private static final Map<String, List<JsonNode>> LINES = new TreeMap<>();
    private static final Map<String, List<FleetFigures>> FIGURES = new TreeMap<>();
    private static final SortedMap<String, Fleet> FLEETS = new TreeMap<>();

    @BeforeAll
    static void analyse() throws Exception {
        var analyses = new ArrayList<Analysis<?>>(Analyses.installed().all());
        analyses.add(new PairsKind().declare("reads: syscall_entry_read -> syscall_exit_read(ret > 0) by $ctx.tid"));
        analyses.add(new CountersKind().declare("prio: sched_switch prev_prio,next_prio"));
        var local = new LocalReport(analyses, Slices.seconds());
        var report = new FleetReport();
        var lines = new ArrayList<SessionLine>();
        for (String recording : RECORDINGS) {
            lines.add(SharedTraces.line(recording));
        }
        lines.sort(Comparator.comparing(SessionLine::key));
        for (SessionLine line : lines) {
            LineReport answers = local.of(line, answer -> {
                report.slice(answer);
                keep(answer);
            });
            report.line(answers);
            answers.results().forEach(answer -> LINES.computeIfAbsent(name(answer.analysis().name()),
                    any -> new ArrayList<>()).add(answer.json()));
        }
        report.fleets().forEach((analysis, fleet) -> FLEETS.put(name(analysis), fleet));
    }

    private static void keep(LineResult<?> answer) {
        if (answer.scope() == Scope.SLICE) {
            answer.fleet().ifPresent(figures -> FIGURES
                    .computeIfAbsent(name(answer.analysis().name()), any -> new ArrayList<>()).add(figures));
        }
    }

    /** {@return the name without the digest of a declaration} */
    private static String name(String analysis) {
        return analysis.startsWith("pairs-") || analysis.startsWith("counters-")
                ? analysis.substring(0, analysis.indexOf('-'))
                : analysis;
    }

    private static FleetFigures whole(String analysis) {
        return Objects.requireNonNull(FLEETS.get(analysis)).whole().figures();
    }

    @Test
    void allButRatesAndLargeOnesTellOfAFleet() {
        var expected = new TreeSet<>(LINES.keySet());
        assertTrue(expected.remove("rates"));
        assertTrue(expected.remove("schedlog"));
        assertTrue(expected.remove("timeline"));
        assertEquals(expected, FLEETS.keySet());
        assertEquals(17, expected.size(), expected::toString);
    }

    @ParameterizedTest
    @CsvSource({ "callstack, calls, calls", "callstack, self_ns, functions/*/self_ns",
            "counters, values, fields/*/count",
            "cpus, observed_ns, observed_ns", "cpus, system_call_ns, per_cpu/*/system_call_ns",
            "cpus, irq_ns, per_cpu/*/irq_ns",
            "heap, allocations, processes/*/allocations", "heap, allocated_bytes, processes/*/allocated_bytes",
            "heap, freed_bytes, freed_bytes",
            "io, calls, per_call/*/count", "io, failed, per_call/*/failed", "io, read_bytes, per_process/*/read_bytes",
            "io, written_bytes, per_thread/*/written_bytes", "io, received_bytes, per_thread/*/received_bytes",
            "io, disk_reads, per_disk/*/reads/count", "io, disk_writes_bytes, per_disk/*/writes/bytes",
            "irq, hard, hard/*/count", "irq, hard_ns, hard/*/sum_ns", "irq, soft, soft/*/count",
            "irq, raised_ns, soft/*/raise/sum_ns",
            "locks, waits, futexes/*/threads/*/waits/count", "locks, wait_ns, futexes/*/waits/sum_ns",
            "locks, woken, futexes/*/woken",
            "logs, messages, by_logger/*/messages", "logs, errors, errors",
            "net, sent_packets, per_interface/*/sent_packets", "net, received_bytes, per_interface/*/received_bytes",
            "pairs, pairs, latency/count",
            "probes, hits, probes/*/hits", "probes, returns, functions/*/returns",
            "threads, user_ns, per_thread/*/user_ns", "threads, blocked_ns, per_process/*/blocked_ns",
            "threads, waiting_ns, waiting_ns", "wakeups, wakeups, count", "wakeups, wait_ns, pairs/*/sum_ns"})
    void sumsAreThoseOfTheLines(String analysis, String figure, String path) {
        assertEquals(ofLines(analysis, path), whole(analysis).sums().get(figure));
    }

    @ParameterizedTest
    @CsvSource({ "callstack, time, functions/*/self_ns", "callstack, calls, calls", "counters, values, fields/*/count",
            "heap, processes, allocated_bytes",
            "io, calls, per_call/*/sum_ns", "irq, soft, soft/*/sum_ns",
            "locks, waiting, futexes/*/waits/sum_ns", "locks, waking, futexes/*/woken",
            "logs, loggers, messages", "net, senders, per_thread/*/queued_bytes",
            "pairs, keys, latency/count", "probes, probes, hits", "threads, blocked, blocked_ns",
            "threads, blocked_in, per_thread/*/blocked_in/*/ns", "threads, waiting, waiting_ns",
            "wakeups, pairs, count"})
    void namesHaveAllThatTheLinesHave(String analysis, String table, String path) {
        TopNames names = Objects.requireNonNull(whole(analysis).tops().get(table));
        assertEquals(ofLines(analysis, path), names.total());
        assertTrue(names.rows().size() > 1 || analysis.equals("heap"), names::toString);
    }

    /** {@return the sum over all lines of what a path leads to, on which {@code *} is every element} */
    private static long ofLines(String analysis, String path) {
        long sum = LINES.getOrDefault(analysis, List.of()).stream()
                .mapToLong(line -> sum(line, List.of(path.split("/", -1)))).sum();
        assertTrue(sum > 0, () -> analysis + " has no " + path);
        return sum;
    }

    private static long sum(JsonNode node, List<String> path) {
        if (path.isEmpty()) {
            return node.asLong();
        }
        List<String> rest = path.subList(1, path.size());
        if (!path.getFirst().equals("*")) {
            JsonNode child = node.path(path.getFirst());
            return child instanceof MissingNode ? 0 : sum(child, rest);
        }
        long sum = 0;
        for (JsonNode element : node) {
            sum += sum(element, rest);
        }
        return sum;
    }

    @Test
    void slicesAddUpToTheWhole() {
        FLEETS.forEach((analysis, fleet) -> {
            var tally = new FiguresTally();
            fleet.slices().forEach(slice -> tally.add(slice.figures()));
            FleetFigures slices = tally.figures();
            FleetFigures whole = fleet.whole().figures();
            if (STATES.contains(analysis)) {
                whole.sums().forEach(
                        (name, sum) -> assertTrue(slices.sums().getOrDefault(name, 0L) <= sum, analysis + " " + name));
                return;
            }
            assertEquals(whole.sums(), slices.sums(), analysis);
            assertEquals(whole.distributions(), slices.distributions(), analysis);
            whole.tops().keySet().stream().filter(table -> !SIGNED.contains(table))
                    .forEach(table -> assertEquals(total(whole, table), total(slices, table), analysis + " " + table));
            assertEquals(total(whole, "sums") - total(whole, "below_zero"),
                    total(slices, "sums") - total(slices, "below_zero"));
        });
    }

    private static long total(FleetFigures figures, String table) {
        TopNames names = figures.tops().get(table);
        return names == null ? 0 : names.total();
    }

    @Test
    void distributionsCountWhatSumsDo() {
        assertEquals(whole("pairs").sums().get("pairs"), count("pairs", "latency"));
        assertEquals(whole("io").sums().get("calls"), count("io", "call"));
        assertEquals(whole("io").sums().get("disk_writes"), count("io", "disk_writes"));
        assertEquals(whole("irq").sums().get("raised"), count("irq", "raised"));
    }

    private static long count(String analysis, String name) {
        return whole(analysis).distributions().getOrDefault(name, Distribution.NONE).durations().count();
    }

    @Test
    void orderOfMergingMakesNoDifference() throws Exception {
        var random = new Random(3);
        for (Map.Entry<String, List<FleetFigures>> entry : FIGURES.entrySet()) {
            FleetFigures expected = sum(entry.getValue());
            for (int round = 0; round < 5; round++) {
                var rest = new ArrayList<>(entry.getValue());
                Collections.shuffle(rest, random);
                while (rest.size() > 1) {
                    FleetFigures right = rest.remove(random.nextInt(rest.size()));
                    int at = random.nextInt(rest.size());
                    rest.set(at, FleetFigures.decode(sum(List.of(rest.get(at), right)).encode()));
                }
                assertArrayEquals(expected.encode(), rest.getFirst().encode(), entry.getKey());
            }
            for (FleetFigures figures : entry.getValue()) {
                assertTrue(figures.encode().length < MOST_BYTES / 50, entry.getKey());
            }
        }
    }

    private static FleetFigures sum(List<FleetFigures> parts) {
        var tally = new FiguresTally();
        parts.forEach(tally::add);
        return tally.figures();
    }
}
