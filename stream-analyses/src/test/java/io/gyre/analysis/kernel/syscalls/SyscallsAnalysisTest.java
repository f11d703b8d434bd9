package io.gyre.analysis.kernel.syscalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.HistogramTally;
import io.gyre.analysis.kernel.call.SyscallTable;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SyscallsAnalysisTest {
    private static final int GETRANDOM = 318;
    private static final int MEMBARRIER = 324;
    private static final int MMAP = 9;
    private static final int[] NUMBERS = { GETRANDOM, GETRANDOM, MEMBARRIER, MEMBARRIER, MMAP};
    private static final long[] RETURNS = { -11, -1, 0, 0, 1, 31, 32, 4096, -5000, Long.MAX_VALUE};
    private static final int NO_CONTEXT = 0;

    private final SyscallsAnalysis analysis = new SyscallsAnalysis();

    private static Consumer<SyscallFold> enter(long at, int cpu, int tid, int number) {
        return fold -> fold.unknownEntry(at, cpu, tid, number, 8, 0, 0);
    }

    private static Consumer<SyscallFold> leave(long at, int cpu, int tid, int number, long ret) {
        return fold -> fold.unknownExit(at, cpu, tid, number, ret);
    }

    private static Consumer<SyscallFold> switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("thread" + from), from, Texts.of("thread" + to), to, 20);
    }

    private static SyscallUse fold(List<Consumer<SyscallFold>> calls) {
        var fold = new SyscallFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<SyscallUse> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    private ObjectNode json(SyscallUse use) {
        return json(View.whole(analysis, use));
    }

    @Test
    void callLastsFromEntryToExitWhereverItsThreadGoes() {
        ObjectNode json = json(fold(List.of(switchTo(1, 0, 0, 7), enter(5, 0, NO_CONTEXT, GETRANDOM),
                switchTo(6, 0, 7, 9), switchTo(20, 3, 0, 7), leave(25, 3, NO_CONTEXT, GETRANDOM, -11))));
        assertEquals("{\"calls\":1,\"entries\":1,\"exits\":1,\"per_call\":[{\"call\":\"getrandom\",\"entries\":1,"
                + "\"exits\":1,\"count\":1,\"min_ns\":20,\"mean_ns\":20,\"max_ns\":20,\"stdev_ns\":0,\"sum_ns\":20,"
                + "\"p50_ns\":20,\"p90_ns\":20,\"p99_ns\":20,\"histogram\":[{\"from_ns\":20,\"to_ns\":21,\"count\":1}],"
                + "\"errors\":{\"EAGAIN\":1},\"succeeded\":0}],\"per_variant\":[],"
                + "\"per_thread\":[{\"tid\":7,\"comm\":\"thread7\",\"call\":\"getrandom\",\"count\":1,\"min_ns\":20,"
                + "\"mean_ns\":20,\"max_ns\":20,\"stdev_ns\":0,\"sum_ns\":20,\"errors\":{\"EAGAIN\":1}}],"
                + "\"other_threads\":[],\"longest\":[{\"from_ns\":5,\"to_ns\":25,\"duration_ns\":20,"
                + "\"call\":\"getrandom\",\"ret\":-11,\"thread\":{\"tid\":7,\"comm\":\"thread7\"}}]}", json.toString());
    }

    /** Of 7: 3, 3, an error, 100 and the largest number; of 8: 0 and what is neither an error nor a number. */
    private static SyscallUse returning(int number) {
        var calls = new ArrayList<Consumer<SyscallFold>>();
        long at = 10;
        for (long ret : new long[]{ 3, 3, -11, 100, Long.MAX_VALUE}) {
            calls.add(enter(at, 0, 7, number));
            calls.add(leave(at + 1, 0, 7, number, ret));
            at += 10;
        }
        for (long ret : new long[]{ 0, -5000}) {
            calls.add(enter(at, 1, 8, number));
            calls.add(leave(at + 1, 1, 8, number, ret));
            at += 10;
        }
        return fold(calls);
    }

    @Test
    void numbersThatCallsReturnAreAddedUp() {
        SyscallUse use = returning(GETRANDOM);
        ObjectNode json = json(use);
        assertEquals(6, json.at("/per_call/0/succeeded").asLong());
        assertEquals("{\"count\":5,\"min\":0,\"max\":9223372036854775807,\"sum\":9223372036854775913,"
                + "\"values\":[{\"from\":0,\"to\":1,\"count\":1},{\"from\":3,\"to\":4,\"count\":2},"
                + "{\"from\":100,\"to\":104,\"count\":1},"
                + "{\"from\":8935141660703064064,\"to\":9223372036854775807,\"count\":1}]}",
                json.at("/per_call/0/returned").toString());
        assertEquals("{\"count\":4,\"min\":3,\"max\":9223372036854775807,\"sum\":9223372036854775913}",
                json.at("/per_thread/0/returned").toString());
        assertTrue(json.at("/per_thread/1/returned").isMissingNode(), "just 0");
        String text = analysis.text(View.whole(analysis, use), new Detail(1));
        assertTrue(text.contains(
                """
                        returned  min                        max                        sum  system call  most frequent values
                               5    0  9,223,372,036,854,775,807  9,223,372,036,854,775,913  getrandom    3: 2, 0: 1, 100 to 103: 1, \
                        8,935,141,660,703,064,064 to 9,223,372,036,854,775,806: 1
                        """),
                text);
    }

    @Test
    void addressesAreNoNumbers() {
        ObjectNode json = json(returning(MMAP));
        assertEquals("mmap", json.at("/per_call/0/call").asText());
        assertEquals(6, json.at("/per_call/0/succeeded").asLong());
        assertTrue(json.at("/per_call/0/returned").isMissingNode(), json.toString());
        assertTrue(json.at("/per_thread/0/returned").isMissingNode(), json.toString());
        String text = analysis.text(View.whole(analysis, returning(MMAP)), Detail.USUAL);
        assertFalse(text.contains("most frequent values"), text);
        assertFalse(Returned.isNumber("compat_mmap_pgoff"));
        assertTrue(Returned.isNumber("munmap"));
    }

    @Test
    void theMostFrequentValuesComeFirst() {
        var values = new HistogramTally();
        for (int value = 0; value < 7; value++) {
            for (int times = 0; times <= value; times++) {
                values.add(value * 1000L);
            }
        }
        assertEquals(
                "5,888 to 6,143: 7, 4,864 to 5,119: 6, 3,968 to 4,095: 5, 2,944 to 3,071: 4, 1,984 to 2,047: 3 and 2 more",
                SyscallText.mostFrequent(values.sum()));
    }

    @Test
    void commandsOfMembarrierAreToldApart() {
        ObjectNode json = json(fold(List.of(enter(5, 0, 7, MEMBARRIER), leave(8, 0, 7, MEMBARRIER, 0))));
        assertEquals("membarrier PRIVATE_EXPEDITED", json.at("/per_variant/0/call").asText());
        assertEquals(3, json.at("/per_variant/0/sum_ns").asLong());
    }

    @Test
    void exitOfAnotherCallMeansThatEventsAreMissing() {
        ObjectNode json = json(fold(List.of(enter(5, 0, 7, MEMBARRIER), leave(8, 0, 7, GETRANDOM, 0),
                leave(9, 0, 7, MEMBARRIER, 0))));
        assertEquals(0, json.get("calls").asLong());
        assertEquals(2, json.get("exits").asLong());
    }

    @Test
    void callAcrossCutsBelongsToTheStretchInWhichItIsLeft() {
        var first = fold(List.of(switchTo(1, 0, 0, 7), enter(5, 0, NO_CONTEXT, MEMBARRIER)));
        var second = fold(List.of(switchTo(6, 0, 7, 0)));
        var third = fold(List.of(switchTo(20, 3, 0, 7)));
        var fourth = fold(List.of(leave(25, 3, NO_CONTEXT, MEMBARRIER, 0)));
        SyscallUse before = analysis.merge(first, analysis.merge(second, third));
        assertEquals(0, json(before).get("calls").asLong());
        ObjectNode last = json(new View<>(before, fourth, 22, 30));
        assertEquals(20, last.at("/per_thread/0/sum_ns").asLong());
        assertEquals(7, last.at("/per_thread/0/tid").asInt());
        SyscallUse gapped = analysis.merge(first, analysis.merge(analysis.gap(), analysis.merge(third, fourth)));
        assertEquals(0, json(gapped).get("calls").asLong());
    }

    @Test
    void tablesKnowCallsByNumber() {
        SyscallTable amd64 = SyscallTable.of("6.1.0-47-amd64");
        assertEquals(new SyscallTable.Call("clone3", 2), amd64.get(435));
        assertEquals(new SyscallTable.Call("read", 3), amd64.get(0));
        assertEquals("membarrier", Objects.requireNonNull(SyscallTable.of("6.1.0-47-arm64").get(283)).name());
        assertNull(amd64.get(400));
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 300; round++) {
            int context = round % 2 == 0 ? NO_CONTEXT : 1;
            var calls = new ArrayList<Consumer<SyscallFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                int tid = random.nextInt(5);
                int number = NUMBERS[random.nextInt(NUMBERS.length)];
                calls.add(switch (random.nextInt(4)) {
                    case 0 -> enter(at, cpu, tid * context, number);
                    case 1 -> leave(at, cpu, tid * context, number, RETURNS[random.nextInt(RETURNS.length)]);
                    default -> switchTo(at, cpu, tid, random.nextInt(5));
                });
            }
            var pieces = new ArrayList<SyscallUse>();
            int from = 0;
            while (from < calls.size()) {
                int to = Math.min(calls.size(), from + random.nextInt(12));
                pieces.add(fold(calls.subList(from, to)));
                from = to;
            }
            laws.piecesMakeTheWhole(fold(calls), pieces, random);
            laws.gapsAreAssociative(pieces, random);
        }
    }
}
