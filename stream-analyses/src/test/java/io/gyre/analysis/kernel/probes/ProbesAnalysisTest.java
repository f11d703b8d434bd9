package io.gyre.analysis.kernel.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.LineCuts;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Figures;
import io.gyre.analysis.kernel.text.ProbesFromText;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.line.LineResult;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesAnalysisTest {
    private static final EventRecordClass A = event("a", "ip");
    private static final EventRecordClass B = event("b", "ip");
    private static final EventRecordClass ENTRY = event("f_entry", "ip", "parent_ip");
    private static final EventRecordClass EXIT = event("f_exit", "ip", "parent_ip");
    private static final int NO_TID = -1;

    private final ProbesAnalysis analysis = new ProbesAnalysis();

    @FunctionalInterface
    private interface Call extends Consumer<ProbesFold> {}

    private static FieldClass.FixedLengthInteger integer(int bits, Signedness signedness, DisplayBase base) {
        return new FieldClass.FixedLengthInteger(bits, signedness, ByteOrder.LITTLE_ENDIAN,
                BitOrder.FIRST_TO_LAST, 8, base, Mappings.NONE, Set.of());
    }

    private static EventRecordClass event(String name, FieldClass field, String... fields) {
        var members = Arrays.stream(fields).map(member -> new FieldClass.Member(member, field)).toList();
        return new EventRecordClass(0, name, OptionalLong.empty(), null, new FieldClass.Structure(List.of(), 1),
                new FieldClass.Structure(members, 1), Map.of());
    }

    private static EventRecordClass event(String name, String... fields) {
        return event(name, integer(64, Signedness.UNSIGNED, DisplayBase.HEXADECIMAL), fields);
    }

    private static Call hit(long at, EventRecordClass event, int cpu, int tid) {
        return fold -> fold.hit(event, at, cpu, tid, 0, Texts.of(""));
    }

    private static Call named(long at, EventRecordClass event, int tid, int pid, String name) {
        return fold -> fold.hit(event, at, 0, tid, pid, Texts.of(name));
    }

    private static Call switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20);
    }

    private static ProbeUse fold(long afterNs, List<Call> calls) {
        var fold = new ProbesFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(afterNs, Long.MAX_VALUE);
    }

    private static ProbeUse line(Call... calls) {
        return fold(Long.MIN_VALUE, List.of(calls));
    }

    private JsonNode json(ProbeUse use) {
        return Pieces.json(analysis, use);
    }

    /** {@return count and sum of durations} */
    private static String sum(JsonNode durations) {
        return durations.get("count").asLong() + " " + durations.path("sum_ns").asLong();
    }

    @Test
    void hitsAreCountedByProcessAndTimedByThread() {
        long second = 1_000_000_000L;
        ProbeUse use = line(named(0, A, 7, 7, "shop"), named(second, A, 8, 7, "worker"), named(4 * second, A, 7, 7,
                "shop"), named(5 * second, A, 9, 9, "other"));
        JsonNode json = json(use);
        assertEquals(4, json.get("hits").asInt());
        JsonNode probe = json.at("/probes/0");
        assertEquals("a 4 0.800", probe.get("probe").asText() + " " + probe.get("hits") + " "
                + probe.get("per_second"));
        assertEquals("[1,1,0,0,1,1]", probe.get("counts").toString());
        assertEquals("1 4000000000", sum(probe.get("interval")), "other threads hit between");
        assertEquals("{\"probe\":\"a\",\"pid\":7,\"process\":\"shop\",\"threads\":2,\"hits\":3,\"per_second\":0.600,"
                + "\"interval\":{\"count\":1,\"min_ns\":4000000000,\"mean_ns\":4000000000,\"max_ns\":4000000000,"
                + "\"stdev_ns\":0,\"sum_ns\":4000000000}}", json.at("/per_process/0").toString());
        assertTrue(analysis.text(View.whole(analysis, use), Detail.USUAL).contains(
                "   3       0.600          1  4,000,000.000  4,000,000.000  4,000,000.000       0.000  a      shop (7)\n"));
    }

    @Test
    void stepsGoFromOneProbeToAnotherOfTheSameThread() {
        JsonNode json = json(line(hit(10, A, 0, 7), hit(11, B, 1, 8), hit(13, A, 0, 7), hit(18, B, 0, 7),
                hit(30, A, 1, 8), hit(39, B, 1, 8)));
        assertEquals("a", json.at("/steps/0/from").asText());
        assertEquals("b", json.at("/steps/0/to").asText());
        assertEquals("2 14", sum(json.at("/steps/0")));
        assertEquals("1 19", sum(json.at("/steps/1")));
        assertEquals(2, json.get("steps").size());
    }

    @Test
    void functionsTakeFromEntryToReturnAlsoWhenTheyCallThemselves() {
        JsonNode json = json(line(hit(5, EXIT, 0, 9), hit(10, ENTRY, 0, 7), hit(12, ENTRY, 0, 7),
                hit(13, EXIT, 0, 7), hit(20, EXIT, 0, 7), hit(21, ENTRY, 0, 7)));
        JsonNode function = json.at("/functions/0");
        assertEquals("f", function.get("function").asText());
        assertEquals(3, function.get("returns").asInt());
        assertEquals("2 11", sum(function.get("duration")));
        assertEquals(7, json.at("/calls/0/pid").asInt());
        assertEquals("2 11", sum(json.at("/calls/0/duration")));
    }

    @Test
    void withoutContextsSwitchesTellWhoHits() {
        JsonNode json = json(line(switchTo(1, 0, 3, 7), hit(10, A, 0, NO_TID), switchTo(20, 0, 7, 8),
                hit(25, A, 0, NO_TID), switchTo(30, 1, 0, 7), hit(50, A, 1, NO_TID)));
        assertEquals(7, json.at("/per_process/0/pid").asInt());
        assertEquals("t7", json.at("/per_process/0/process").asText());
        assertEquals("1 40", sum(json.at("/per_process/0/interval")));
        assertEquals("0 0", sum(json.at("/per_process/1/interval")));
    }

    @Test
    void aThreadThatGetsTheIdOfOneThatEndedBeginsAnew() {
        Call end = fold -> fold.exit(20, 0, 7);
        JsonNode json = json(line(hit(10, A, 0, 7), end, hit(30, A, 0, 7), hit(33, B, 0, 7)));
        assertEquals("0 0", sum(json.at("/probes/0/interval")));
        assertEquals("1 3", sum(json.at("/steps/0")));
    }

    @Test
    void whatACutSeparatesBelongsToTheSecondStretch() {
        ProbeUse left = fold(Long.MIN_VALUE, List.of(switchTo(1, 0, 0, 7), hit(10, A, 0, NO_TID),
                hit(11, ENTRY, 0, NO_TID)));
        ProbeUse right = fold(15, List.of(hit(30, A, 0, NO_TID), switchTo(35, 0, 7, 8), switchTo(36, 0, 8, 7),
                hit(40, EXIT, 0, NO_TID)));
        JsonNode json = Pieces.json(analysis, new View<>(left, right, 15, Long.MAX_VALUE));
        assertEquals("1 20", sum(json.at("/probes/0/interval")));
        assertEquals("1 20", sum(json.at("/per_process/0/interval")));
        assertEquals(7, json.at("/per_process/0/pid").asInt());
        assertEquals("1 29", sum(json.at("/calls/0/duration")));
        assertEquals("f_entry a 19, a f_exit 10",
                step(json.at("/steps/1")) + ", " + step(json.at("/steps/0")));
        JsonNode afterGap = json(analysis.merge(analysis.merge(left, analysis.gap()), right));
        assertEquals("0 0", sum(afterGap.at("/probes/0/interval")));
        assertEquals("0 0", sum(afterGap.at("/calls/0/duration")));
    }

    private static String step(JsonNode step) {
        return step.get("from").asText() + " " + step.get("to").asText() + " " + step.get("sum_ns");
    }

    @Test
    void onlyTheShapeOfProbesIsTaken() {
        TraceClass kernel = trace("kernel");
        assertTrue(ProbeShape.DYNAMIC.fits(kernel, A));
        assertTrue(ProbeShape.DYNAMIC.fits(kernel, EXIT));
        assertTrue(ProbeShape.DYNAMIC.fits(kernel, event("f_return", "ip", "parent_ip")));
        assertFalse(ProbeShape.DYNAMIC.fits(trace("ust"), A));
        assertFalse(ProbeShape.DYNAMIC.fits(kernel, event("a", "addr")));
        assertFalse(ProbeShape.DYNAMIC.fits(kernel, event("a", "ip", "addr")));
        assertFalse(ProbeShape.DYNAMIC.fits(kernel, event("a", "ip", "parent_ip")), "neither entry nor exit");
        assertFalse(ProbeShape.DYNAMIC.fits(kernel,
                event("a", integer(64, Signedness.SIGNED, DisplayBase.HEXADECIMAL), "ip")));
        assertFalse(ProbeShape.DYNAMIC.fits(kernel,
                event("a", integer(64, Signedness.UNSIGNED, DisplayBase.DECIMAL), "ip")));
        assertEquals(ProbeRole.POINT, ProbeShape.role(event("a_entry", "ip")));
        assertEquals(ProbeRole.ENTRY, ProbeShape.role(ENTRY));
    }

    private static TraceClass trace(String domain) {
        return new TraceClass(1, null, null, Map.of("domain", domain), null, List.of(), Map.of(), Map.of());
    }

    /** Events with a context and without, threads that go from CPU to CPU, also by switches that do not fit because some were lost. */
    @Test
    void cutsChangeNothing() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var calls = new ArrayList<Call>();
            for (int i = 0; i < 120; i++) {
                calls.add(randomCall(random, i));
            }
            boolean isLine = seed % 2 == 0;
            var pieces = new ArrayList<ProbeUse>();
            for (int from = 0; from < calls.size();) {
                int to = Math.min(calls.size(), from + random.nextInt(14));
                pieces.add(fold(pieces.isEmpty() && isLine ? Long.MIN_VALUE : from, calls.subList(from, to)));
                from = to;
            }
            var laws = new MergeLaws<>(analysis);
            laws.piecesMakeTheWhole(fold(isLine ? Long.MIN_VALUE : 0, calls), pieces, random);
            laws.emptyIsNeutral(pieces.getLast());
            laws.gapsAreAssociative(pieces, random);
        }
    }

    private static Call randomCall(Random random, int i) {
        long at = i * 100L + random.nextInt(100);
        int cpu = random.nextInt(3);
        int tid = random.nextInt(4);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> switchTo(at, cpu, tid, random.nextInt(4));
            case 4 -> fold -> fold.exit(at, cpu, tid);
            case 5, 6 -> hit(at, random.nextBoolean() ? ENTRY : EXIT, cpu, NO_TID);
            case 7 -> hit(at, random.nextBoolean() ? ENTRY : EXIT, cpu, tid);
            case 8, 9 -> hit(at, random.nextBoolean() ? A : B, cpu, tid);
            default -> hit(at, random.nextBoolean() ? A : B, random.nextInt(20) == 0 ? -1 : cpu, NO_TID);
        };
    }

    @Test
    void cutsOfARecordingChangeNothing() throws IOException, CtfException {
        LineCuts.check(List.of(analysis), SharedTraces.line("kernel-uprobe-1"), 6);
    }

    /** Over all chunks, whose boundaries part hits from the next. */
    @Test
    void figuresAreThoseOfTheText() throws IOException {
        ProbesFromText text = ProbesFromText
                .read(SharedTraces.root().resolve("kernel-uprobe-1").resolve("reference.txt.zst"));
        ProbeUse use = ProbeUse.resolved(view("kernel-uprobe-1"));
        var hits = new TreeMap<String, Long>();
        use.hits().rows().forEach((of, counted) -> hits.merge(of.probe() + " " + use.names().process(of.tid()),
                counted.count(), Long::sum));
        assertEquals(text.hits, hits);
        assertEquals(Figures.of(text.intervals), figures(use, use.hits()));
        assertEquals(Figures.of(text.calls), figures(use, use.calls()));
        var steps = new TreeMap<String, String>();
        use.steps().forEach((step, found) -> steps.put(step.from() + " " + step.to(), Figures.of(found)));
        assertEquals(Figures.of(text.steps), steps);
        assertTrue(hits.size() > 30 && steps.size() > 8, hits + " " + steps);
        for (var probe : use.hits().spreads().entrySet()) {
            long intervals = text.intervals.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(probe.getKey() + " "))
                    .mapToLong(entry -> entry.getValue().stream().filter(ns -> ns < 1 << 25).count()).sum();
            assertEquals(intervals, probe.getValue().durations().histogram().countBetween(0, 1 << 25));
        }
    }

    private static Map<String, String> figures(ProbeUse use, Measured measured) {
        var durations = new TreeMap<String, Durations>();
        measured.rows().forEach((of, counted) -> durations.merge(of.probe() + " " + use.names().process(of.tid()),
                counted.durations(), Durations::plus));
        var figures = new TreeMap<String, String>();
        durations.forEach((of, found) -> {
            if (!found.isNone()) {
                figures.put(of, Figures.of(found));
            }
        });
        return figures;
    }

    @Test
    void namesAreThoseOfTheContext() throws IOException {
        JsonNode json = Pieces.json(analysis, view("kernel-uprobe-1"));
        for (JsonNode row : json.get("per_process")) {
            boolean ofVictim = !row.get("probe").asText().contains("nanosleep");
            assertEquals(ofVictim || row.get("hits").asInt() == 250 ? "victim" : row.get("process").asText(),
                    row.get("process").asText());
        }
        assertEquals(7, json.get("probes").size());
    }

    /** Tracepoints and system calls, thousands of classes, are none. */
    @ParameterizedTest
    @ValueSource(strings = { "kernel-small-ctx-1", "kernel-discard-1", "ust-callstack-1", "ust-libc-1"})
    void otherRecordingsHaveNoProbes(String recording) throws IOException {
        assertEquals(List.of(), results(recording));
    }

    @SuppressWarnings("unchecked")
    private View<ProbeUse> view(String recording) throws IOException {
        return (View<ProbeUse>) results(recording).getFirst().view();
    }

    private List<LineResult<?>> results(String recording) throws IOException {
        return new LocalReport(List.of(analysis), Slices.seconds()).of(SharedTraces.line(recording), result -> {})
                .results();
    }
}
