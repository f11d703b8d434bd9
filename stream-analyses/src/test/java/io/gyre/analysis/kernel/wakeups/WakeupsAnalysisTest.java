package io.gyre.analysis.kernel.wakeups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Threads;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.kernel.wakeups.CriticalPath.Kind;
import io.gyre.analysis.kernel.wakeups.CriticalPath.Step;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WakeupsAnalysisTest {
    private final WakeupsAnalysis analysis = new WakeupsAnalysis();

    private static Consumer<WakeupsFold> switchTo(long at, int cpu, int from, int to, long state) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20, state);
    }

    private static Consumer<WakeupsFold> wake(long at, int cpu, int tid) {
        return fold -> fold.wake(at, cpu, 0, tid);
    }

    private static Wakeups fold(List<Consumer<WakeupsFold>> calls) {
        var fold = new WakeupsFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<Wakeups> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    /** 9 is blocked from 10 to 50; 7 wakes it, which was itself blocked from 20 to 30 and woken by an interrupt of an idle CPU. */
    private static final List<Consumer<WakeupsFold>> CALLS = List.of(switchTo(5, 0, 0, 9, 0), switchTo(10, 0, 9, 7, 1),
            switchTo(20, 0, 7, 0, 1), wake(30, 0, 7), switchTo(33, 0, 0, 7, 0), wake(50, 0, 9),
            switchTo(60, 0, 7, 9, 0), switchTo(70, 0, 9, 7, 1));

    @Test
    void pairsAreCounted() {
        JsonNode pairs = json(View.whole(analysis, fold(CALLS))).get("pairs");
        assertEquals(2, pairs.size());
        assertEquals(
                "{\"waker\":{\"tid\":0},\"wakee\":{\"tid\":7,\"comm\":\"t7\"},\"count\":1,\"min_ns\":3,\"mean_ns\":3,"
                        + "\"max_ns\":3,\"stdev_ns\":0,\"sum_ns\":3}",
                pairs.get(0).toString());
        assertEquals(7, pairs.get(1).get("waker").get("tid").asInt());
        assertEquals(10, pairs.get(1).get("sum_ns").asInt());
    }

    @Test
    void pathGoesOnInTheWaker() {
        Wakeups wakeups = Wakeups.resolved(View.whole(analysis, fold(CALLS)));
        assertEquals(
                List.of(new Step(9, Kind.RUNS, 5, 10), new Step(7, Kind.RUNS, 10, 20),
                        new Step(7, Kind.BLOCKED, 20, 30),
                        new Step(7, Kind.WAITS, 30, 33), new Step(7, Kind.RUNS, 33, 50),
                        new Step(9, Kind.WAITS, 50, 60),
                        new Step(9, Kind.RUNS, 60, 70)),
                CriticalPath.of(wakeups.longest(), 9, 5, 70));
    }

    @Test
    void theOneThreadAskedForHasItsPathShownWhole() {
        View<Wakeups> view = View.whole(analysis, fold(CALLS));

        String usual = analysis.text(view, Detail.USUAL);
        String ofSeven = analysis.text(view, of(7));

        assertTrue(usual.contains("critical path of t9 (9)"), usual);
        assertTrue(ofSeven.contains("critical path of t7 (7)"), ofSeven);
        assertTrue(analysis.text(view, of(9)).contains(usual.substring(usual.indexOf("critical path"))), usual);
        assertTrue(analysis.text(view, of(7, 9)).contains("critical path of t9 (9)"));
        assertFalse(analysis.text(view, of(4711)).contains("critical path"));
    }

    private static Detail of(Integer... tids) {
        return new Detail(10, new Threads(Set.of(tids), List.of()));
    }

    @Test
    void latencyAcrossACutIsThatOfTheWhole() {
        for (int cut = 1; cut < CALLS.size(); cut++) {
            var left = fold(CALLS.subList(0, cut));
            var right = fold(CALLS.subList(cut, CALLS.size()));
            long sum = json(new View<>(analysis.empty(), left, Long.MIN_VALUE, 1)).path("sum_ns").asLong()
                    + json(new View<>(left, right, 1, Long.MAX_VALUE)).path("sum_ns").asLong();
            assertEquals(13, sum, "cut at " + cut);
        }
    }

    /** Wake-up and switch of the first stretch stay open ends of the line, since nobody knows what was before. */
    @Test
    void whatTheLineBeganWithIsNotToldAgain() {
        var first = fold(List.of(wake(5, 0, 9), switchTo(8, 0, 0, 9, 0), switchTo(10, 0, 9, 0, 1)));
        var second = fold(List.of(wake(20, 0, 9), switchTo(22, 0, 0, 9, 0)));
        assertEquals(3, json(new View<>(analysis.empty(), first, Long.MIN_VALUE, 15)).get("sum_ns").asLong());
        assertEquals(2, json(new View<>(first, second, 15, 30)).get("sum_ns").asLong());
        var third = fold(List.of(switchTo(40, 1, 0, 8, 0)));
        assertEquals(0, json(new View<>(analysis.merge(first, second), third, 30, 50)).get("count").asLong());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 100; round++) {
            var calls = new ArrayList<Consumer<WakeupsFold>>();
            for (int i = 0; i < 50; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                int tid = random.nextInt(5);
                calls.add(random.nextInt(3) == 0
                        ? wake(at, cpu, tid)
                        : switchTo(at, cpu, tid, random.nextInt(5), random.nextInt(3)));
            }
            var pieces = new ArrayList<Wakeups>();
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
