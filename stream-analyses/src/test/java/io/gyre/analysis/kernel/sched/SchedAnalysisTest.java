package io.gyre.analysis.kernel.sched;

import static io.gyre.analysis.kernel.sched.WaitCalls.switchTo;
import static io.gyre.analysis.kernel.sched.WaitCalls.wakeup;
import static io.gyre.analysis.kernel.sched.WaitCalls.waking;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchedAnalysisTest {
    private final SchedAnalysis analysis = new SchedAnalysis();

    private static Waits<SchedWaits> fold(List<Consumer<SchedFold>> calls) {
        return Pieces.fold(SchedFold::new, calls);
    }

    private ObjectNode json(View<Waits<SchedWaits>> view) {
        return Pieces.json(analysis, view);
    }

    private ObjectNode json(Waits<SchedWaits> waits) {
        return Pieces.json(analysis, waits);
    }

    @Test
    void waitLastsFromTheFirstWakeUpToTheSwitch() {
        ObjectNode json = json(fold(List.of(switchTo(5, 0, 0, 7), waking(8, 0, 9), wakeup(10, 0, 9), wakeup(12, 0, 9),
                switchTo(30, 0, 7, 9))));
        assertEquals(
                "{\"count\":1,\"min_ns\":20,\"mean_ns\":20,\"max_ns\":20,\"stdev_ns\":0,\"sum_ns\":20,"
                        + "\"p50_ns\":20,\"p90_ns\":20,\"p99_ns\":20,"
                        + "\"histogram\":[{\"from_ns\":20,\"to_ns\":21,\"count\":1}],"
                        + "\"per_thread\":[{\"tid\":9,\"comm\":\"thread9\",\"count\":1,\"min_ns\":20,\"mean_ns\":20,"
                        + "\"max_ns\":20,\"stdev_ns\":0,\"sum_ns\":20}],\"other_threads\":{\"count\":0},"
                        + "\"per_priority\":[{\"priority\":20,\"count\":1,\"min_ns\":20,\"mean_ns\":20,\"max_ns\":20,"
                        + "\"stdev_ns\":0,\"sum_ns\":20}],"
                        + "\"longest\":[{\"from_ns\":10,\"to_ns\":30,\"wait_ns\":20,\"cpu\":0,\"priority\":20,"
                        + "\"thread\":{\"tid\":9,\"comm\":\"thread9\"},\"woken_by\":{\"tid\":7,\"comm\":\"thread7\"}}]}",
                json.toString());
    }

    @Test
    void wakingCountsWhereWakeUpsAreNotRecorded() {
        assertEquals(22, json(fold(List.of(waking(8, 0, 9), switchTo(30, 0, 7, 9)))).get("sum_ns").asLong());
    }

    @Test
    void threadWokenOnItsCpuDidNotWait() {
        assertEquals(0, json(fold(List.of(switchTo(1, 0, 0, 9), wakeup(5, 1, 9), switchTo(20, 0, 9, 7),
                switchTo(90, 0, 7, 9)))).get("count").asLong());
    }

    @Test
    void wakerOfACutStretchIsWhoRanOnItsCpuBefore() {
        var left = fold(List.of(switchTo(1, 3, 0, 7)));
        var right = fold(List.of(wakeup(10, 3, 9), switchTo(14, 1, 0, 9)));
        assertEquals(7, waker(json(analysis.merge(left, right))).get("tid").asInt());
        assertEquals(7, waker(json(new View<>(left, right, 9, Long.MAX_VALUE))).get("tid").asInt());
        assertEquals("null", waker(json(right)).get("tid").toString());
    }

    private static JsonNode waker(ObjectNode json) {
        return json.get("longest").get(0).get("woken_by");
    }

    @Test
    void waitAcrossACutBelongsToTheStretchInWhichItEnds() {
        var left = fold(List.of(wakeup(10, 0, 9)));
        var right = fold(List.of(wakeup(15, 0, 9), switchTo(30, 0, 7, 9)));
        assertEquals(0, json(left).get("count").asLong());
        assertEquals(20, json(new View<>(left, right, 12, 40)).get("sum_ns").asLong());
        assertEquals(15, json(analysis.merge(analysis.merge(left, analysis.gap()), right)).get("sum_ns").asLong());
    }

    /** Wake-up and switch of the first stretch stay open ends of the line, since nobody knows what was before. */
    @Test
    void whatTheLineBeganWithIsNotToldAgain() {
        var first = fold(List.of(wakeup(5, 0, 9), switchTo(8, 0, 7, 9), switchTo(10, 0, 9, 7)));
        var second = fold(List.of(wakeup(20, 0, 9), switchTo(22, 0, 7, 9)));
        assertEquals(3, json(new View<>(analysis.empty(), first, Long.MIN_VALUE, 15)).get("sum_ns").asLong());
        assertEquals(2, json(new View<>(first, second, 15, 30)).get("sum_ns").asLong());
        var third = fold(List.of(switchTo(40, 1, 7, 8)));
        assertEquals(0, json(new View<>(analysis.merge(first, second), third, 30, 50)).get("count").asLong());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Pieces.check(analysis, SchedFold::new, WaitCalls.<SchedFold>any(random), random);
        }
    }
}
