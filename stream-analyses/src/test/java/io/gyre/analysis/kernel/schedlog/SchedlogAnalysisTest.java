package io.gyre.analysis.kernel.schedlog;

import static io.gyre.analysis.kernel.sched.WaitCalls.switchTo;
import static io.gyre.analysis.kernel.sched.WaitCalls.wakeup;
import static io.gyre.analysis.kernel.sched.WaitCalls.waking;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.Threads;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.sched.Wait;
import io.gyre.analysis.kernel.sched.WaitCalls;
import io.gyre.analysis.kernel.sched.Waits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchedlogAnalysisTest {
    private final SchedlogAnalysis analysis = new SchedlogAnalysis();

    /**
     * 7 wakes 9 at 10, which waits until 30; 9 is woken again while it runs, which is no wait. On CPU 1, 6 wakes 8 at 28, which waits until 33. 9 wakes 7 at 40,
     * and 8 wakes it too late; it is put on CPU 1 at 52.
     */
    private static final List<Consumer<SchedlogFold>> CALLS = List.of(switchTo(5, 0, 0, 7), switchTo(6, 1, 0, 6),
            waking(8, 0, 9), wakeup(10, 0, 9), wakeup(12, 1, 9), waking(28, 1, 8), switchTo(30, 0, 7, 9),
            switchTo(33, 1, 6, 8), wakeup(35, 1, 9), wakeup(40, 0, 7), wakeup(45, 1, 7), switchTo(50, 0, 9, 0),
            switchTo(52, 1, 8, 7), switchTo(60, 0, 0, 9));
    private static final List<Long> TIMES = List.of(5L, 6L, 8L, 10L, 12L, 28L, 30L, 33L, 35L, 40L, 45L, 50L, 52L, 60L);
    private static final List<String> ROWS = List.of("10-30 20 0 20 9 7", "28-33 5 1 20 8 6", "40-52 12 1 20 7 9");

    private static Waits<WaitLog> fold(List<Consumer<SchedlogFold>> calls) {
        return Pieces.fold(SchedlogFold::new, calls);
    }

    private static List<String> rows(JsonNode answer) {
        var rows = new ArrayList<String>();
        for (JsonNode row : answer.get("waits")) {
            rows.add(row.get("from_ns") + "-" + row.get("to_ns") + " " + row.get("wait_ns") + " " + row.get("cpu") + " "
                    + row.get("priority") + " " + row.at("/thread/tid") + " " + row.at("/woken_by/tid"));
        }
        return rows;
    }

    @Test
    void everyWaitIsListedInTheOrderOfEnds() {
        JsonNode json = Pieces.json(analysis, fold(CALLS));
        assertEquals(ROWS, rows(json));
        assertEquals("{\"from_ns\":10,\"to_ns\":30,\"wait_ns\":20,\"cpu\":0,\"priority\":20,"
                + "\"thread\":{\"tid\":9,\"comm\":\"thread9\"},\"woken_by\":{\"tid\":7,\"comm\":\"thread7\"}}",
                json.get("waits").get(0).toString());
        assertEquals("3 0", json.get("count") + " " + json.get("left_out_waits"));
    }

    @Test
    void tableIsThatOfSchedlog() {
        assertEquals("""
                Wakeup              Switch              Latency (us)  Priority  CPU  Wakee        Waker
                00:00:00.000000010  00:00:00.000000030         0.020        20    0  thread9 (9)  thread7 (7)
                00:00:00.000000028  00:00:00.000000033         0.005        20    1  thread8 (8)  thread6 (6)
                and 1 more waits
                """, analysis.text(View.whole(analysis, fold(CALLS)), new Detail(2)));
        assertEquals("no thread was woken and then put on a CPU\n",
                analysis.text(View.whole(analysis, fold(CALLS.subList(0, 6))), Detail.USUAL));
    }

    /** As lttng-schedlog's own option: a thread's waits, not those that it ended. */
    @Test
    void threadsAreChosenByWhoWaited() {
        var seven = new Detail(10, new Threads(Set.of(7), List.of()));
        String text = analysis.text(View.whole(analysis, fold(CALLS)), seven);
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.endsWith("thread7 (7)  thread9 (9)\n"), text);
    }

    @Test
    void slicesOneBehindTheOtherAreTheLine() {
        for (int cut = 1; cut < CALLS.size(); cut++) {
            long atNs = TIMES.get(cut) - 1;
            Waits<WaitLog> left = fold(CALLS.subList(0, cut));
            Waits<WaitLog> right = fold(CALLS.subList(cut, CALLS.size()));
            var both = rows(Pieces.json(analysis, new View<>(analysis.empty(), left, Long.MIN_VALUE, atNs)));
            both.addAll(rows(Pieces.json(analysis, new View<>(left, right, atNs, Long.MAX_VALUE))));
            assertEquals(ROWS, both, "cut at " + atNs);
        }
    }

    @Test
    void waitAcrossAGapIsNotKnown() {
        Waits<WaitLog> left = fold(CALLS.subList(0, 5));
        Waits<WaitLog> right = fold(CALLS.subList(5, CALLS.size()));
        assertEquals(List.of("28-33 5 1 20 8 null", "40-52 12 1 20 7 9"),
                rows(Pieces.json(analysis, analysis.merge(analysis.merge(left, analysis.gap()), right))));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        var calls = new ArrayList<Consumer<SchedlogFold>>(List.of(switchTo(1, 0, 0, 9), switchTo(2, 0, 9, 8)));
        for (int i = 0; i < WaitLog.MOST + 9; i++) {
            int next = 8 + (i + 1) % 2;
            calls.add(wakeup(10 * i + 10, 0, next));
            calls.add(switchTo(10 * i + 13, 0, 17 - next, next));
        }
        Waits<WaitLog> whole = fold(calls);
        JsonNode json = Pieces.json(analysis, whole);
        assertEquals(WaitLog.MOST, json.get("waits").size());
        assertEquals(WaitLog.MOST + 9, json.get("count").asInt());
        assertEquals(9, json.get("left_out_waits").asInt());
        assertEquals(10 * WaitLog.MOST + 13, json.get("left_out_from_ns").asInt());
        String text = analysis.text(View.whole(analysis, whole), Detail.USUAL);
        assertTrue(
                text.endsWith(
                        "and 65,526 more waits\n\n! 9 waits that ended from 00:00:00.000655373 on are left out\n"),
                text);

        for (int cut : List.of(3, calls.size() / 2, 2 * WaitLog.MOST + 5, calls.size() - 3)) {
            Waits<WaitLog> left = fold(calls.subList(0, cut));
            Waits<WaitLog> right = fold(calls.subList(cut, calls.size()));
            assertArrayEquals(analysis.encode(whole), analysis.encode(analysis.merge(left, right)), "cut at " + cut);
        }
        Waits<WaitLog> twice = analysis.merge(analysis.merge(whole, analysis.gap()), fold(CALLS));
        assertEquals(9 + 3, twice.ended().leftOut());
    }

    /** Events that come late end waits before those that are known already. */
    @Test
    void whatIsKeptDoesNotDependOnTheOrder() {
        var random = new Random(7);
        List<List<Wait>> parts = List.of(waits(random, 1), waits(random, 2), waits(random, 3));
        var all = new EarliestWaits();
        parts.stream().flatMap(List::stream).forEach(all::add);
        byte[] expected = bytes(all.log());
        List<WaitLog> logs = parts.stream().map(SchedlogAnalysisTest::log).toList();
        WaitLog first = joined(joined(logs.get(0), logs.get(1)), logs.get(2));
        assertEquals(120_000 - WaitLog.MOST, first.leftOut());
        assertEquals(first.waits().getLast().toNs() + 1, first.leftOutFromNs());
        assertArrayEquals(expected, bytes(first));
        assertArrayEquals(expected, bytes(joined(logs.get(0), joined(logs.get(1), logs.get(2)))));
        assertArrayEquals(expected, bytes(joined(joined(logs.get(2), logs.get(0)), logs.get(1))));
    }

    /** {@return 40,000 waits in any order, each third nanosecond from {@code first} to the 120,000th} */
    private static List<Wait> waits(Random random, int first) {
        var waits = new ArrayList<Wait>();
        for (int i = 0; i < 40_000; i++) {
            waits.add(new Wait(0, first + 3L * i, 7, 0, 20, 9));
        }
        Collections.shuffle(waits, random);
        return waits;
    }

    private static WaitLog log(List<Wait> waits) {
        var collected = new EarliestWaits();
        waits.forEach(collected::add);
        return collected.log();
    }

    private static WaitLog joined(WaitLog left, WaitLog right) {
        return left.followedBy(right, waker -> waker, List.of());
    }

    private static byte[] bytes(WaitLog log) {
        var out = new PartialOutput();
        log.write(out);
        return out.toByteArray();
    }

    @Test
    void corruptLogsAreRefused() {
        var tooMany = new PartialOutput();
        tooMany.writeUnsigned(WaitLog.MOST + 1);
        for (int i = 0; i < 6 * (WaitLog.MOST + 1); i++) {
            tooMany.writeUnsigned(0);
        }
        var tooShort = new PartialOutput();
        List.of(1, 1, 1, 1, 1, 1).forEach(tooShort::writeUnsigned);
        for (PartialOutput waits : List.of(tooMany, tooShort)) {
            var out = new PartialOutput();
            out.writeBytes(waits.toByteArray());
            out.writeUnsigned(0);
            assertThrows(PartialFormatException.class, () -> WaitLog.read(new PartialInput(out.toByteArray())));
        }
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Pieces.check(analysis, SchedlogFold::new, WaitCalls.<SchedlogFold>any(random), random);
        }
    }
}
