package io.gyre.analysis.kernel.syscalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.View;
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
                + "\"errors\":{\"EAGAIN\":1}}],\"per_variant\":[],"
                + "\"per_thread\":[{\"tid\":7,\"comm\":\"thread7\",\"call\":\"getrandom\",\"count\":1,\"min_ns\":20,"
                + "\"mean_ns\":20,\"max_ns\":20,\"stdev_ns\":0,\"sum_ns\":20,\"errors\":{\"EAGAIN\":1}}],"
                + "\"other_threads\":[],\"longest\":[{\"from_ns\":5,\"to_ns\":25,\"duration_ns\":20,"
                + "\"call\":\"getrandom\",\"ret\":-11,\"thread\":{\"tid\":7,\"comm\":\"thread7\"}}]}", json.toString());
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
                int number = random.nextBoolean() ? GETRANDOM : MEMBARRIER;
                calls.add(switch (random.nextInt(4)) {
                    case 0 -> enter(at, cpu, tid * context, number);
                    case 1 -> leave(at, cpu, tid * context, number, random.nextInt(3) - 1);
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
