package io.gyre.analysis.kernel.locks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LocksAnalysisTest {
    private static final int WAIT_PRIVATE = 128;
    private static final int WAKE_PRIVATE = 129;
    private static final int WAIT_BITSET_REALTIME = 9 | 128 | 256;

    private final LocksAnalysis analysis = new LocksAnalysis();

    private static Consumer<LocksFold> enter(long at, int tid, long address, int operation) {
        return fold -> fold.futexEntry(at, 0, tid, address, operation);
    }

    private static Consumer<LocksFold> leave(long at, int tid, long ret) {
        return fold -> fold.futexExit(at, 0, tid, ret);
    }

    private static Consumer<LocksFold> process(int tid, int pid, String name) {
        return fold -> fold.stateDump(1, tid, pid, Texts.of(name));
    }

    private static Consumer<LocksFold> switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20);
    }

    private static LockUse fold(List<Consumer<LocksFold>> calls) {
        return Pieces.fold(LocksFold::new, calls);
    }

    /** Threads 11 and 12 of process 10 wait; thread 10 wakes them; process 20 has another futex at the same address. */
    private static final List<Consumer<LocksFold>> EXAMPLE = List.of(process(10, 10, "server"),
            process(11, 10, "worker"),
            process(12, 10, "worker"), enter(100, 11, 0x40, WAIT_PRIVATE), enter(110, 12, 0x40, WAIT_BITSET_REALTIME),
            enter(150, 10, 0x40, WAKE_PRIVATE), leave(151, 10, 2), leave(160, 11, 0), leave(180, 12, -110),
            enter(200, 20, 0x40, WAIT_PRIVATE), leave(201, 20, -11));

    @Test
    void waitsAreThoseOfAFutexOfAProcess() {
        ObjectNode json = Pieces.json(analysis, fold(EXAMPLE));
        assertEquals(2, json.get("futexes").size());
        assertEquals("0x40 10 server 2", json.at("/futexes/0/address").asText() + " " + json.at("/futexes/0/pid") + " "
                + json.at("/futexes/0/process").asText() + " " + json.at("/futexes/0/waiters"));
        assertEquals("{\"count\":2,\"min_ns\":60,\"mean_ns\":65,\"max_ns\":70,\"stdev_ns\":7,\"sum_ns\":130}",
                json.at("/futexes/0/waits").toString());
        assertEquals("1 0 0 1 2", json.at("/futexes/0/timed_out") + " " + json.at("/futexes/0/unneeded") + " "
                + json.at("/futexes/0/failed") + " " + json.at("/futexes/0/wakes") + " " + json.at("/futexes/0/woken"));
        assertEquals("20 1 1", json.at("/futexes/1/pid") + " " + json.at("/futexes/1/unneeded") + " "
                + json.at("/futexes/1/waits/sum_ns"));
        assertEquals("{\"from_ns\":110,\"to_ns\":180,\"duration_ns\":70,\"address\":\"0x40\",\"ret\":-110,"
                + "\"thread\":{\"tid\":12,\"comm\":\"worker\",\"pid\":10,\"process\":\"server\"}}",
                json.at("/longest/0").toString());
    }

    private static int peak(ObjectNode json, int futex) {
        return json.at("/futexes/" + futex + "/peak_waiters").asInt(-1);
    }

    /** From 20 to 30 three wait at once: 11, 12, 13; at 30 one leaves and another enters; 14 waits at another address. */
    private static final List<Consumer<LocksFold>> CROWD = List.of(process(11, 10, "a"), process(12, 10, "b"),
            process(13, 10, "c"), process(14, 10, "d"), process(15, 10, "e"), enter(5, 11, 0x40, WAIT_PRIVATE),
            leave(8, 11, 0), enter(10, 11, 0x40, WAIT_PRIVATE), enter(12, 12, 0x40, WAIT_PRIVATE),
            enter(14, 14, 0x80, WAIT_PRIVATE), enter(20, 13, 0x40, WAIT_PRIVATE), enter(30, 15, 0x40, WAIT_PRIVATE),
            leave(30, 13, -11), leave(40, 12, 0), leave(42, 14, 0), leave(45, 11, 0), leave(50, 15, 0));

    @Test
    void peakIsTheMostThatWaitAtOnce() {
        ObjectNode json = Pieces.json(analysis, fold(CROWD));
        assertEquals("0x40 0x80",
                json.at("/futexes/0/address").asText() + " " + json.at("/futexes/1/address").asText());
        assertEquals(3, peak(json, 0));
        assertEquals(1, peak(json, 1));
        assertEquals(2, fold(EXAMPLE).mostWaiting(0x40));
    }

    /** Several events in a nanosecond, too: who leaves then does not wait with who enters then. */
    @Test
    void peakIsTheMostAtAnyTime() {
        var random = new Random(9);
        for (int round = 0; round < 100; round++) {
            var calls = new ArrayList<Consumer<LocksFold>>();
            var waiting = new TreeSet<Integer>();
            var numbers = new TreeMap<Long, Integer>();
            for (int i = 0; i < 80; i++) {
                long at = i / 3;
                int tid = 100 + random.nextInt(12);
                if (waiting.remove(tid)) {
                    calls.add(leave(at, tid, 0));
                } else {
                    waiting.add(tid);
                    calls.add(enter(at, tid, 0x40, WAIT_PRIVATE));
                }
                numbers.put(at, waiting.size());
            }
            int most = numbers.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            assertEquals(most, fold(calls).mostWaiting(0x40));
            LockUse merged = fold(calls.subList(0, 24));
            for (int from = 24; from < 80; from += 8 * 3) {
                merged = analysis.merge(merged, fold(calls.subList(from, Math.min(80, from + 24))));
            }
            assertEquals(most, merged.mostWaiting(0x40));
        }
    }

    @Test
    void waitersOfBeforeCountInAStretch() {
        LockUse left = fold(CROWD.subList(0, 10));
        LockUse right = fold(CROWD.subList(10, CROWD.size()));
        assertEquals(3, peak(Pieces.json(analysis, new View<>(left, right, 15, 60)), 0));
        assertEquals(1, analysis.merge(analysis.gap(), right).mostWaiting(0x40));
        LockUse late = fold(CROWD.subList(13, CROWD.size()));
        assertEquals(3, peak(Pieces.json(analysis, new View<>(fold(CROWD.subList(0, 13)), late, 35, 60)), 0));
        assertEquals(0, fold(CROWD.subList(13, CROWD.size())).mostWaiting(0x40));
        assertEquals(2, analysis.merge(left, analysis.merge(analysis.gap(), late)).mostWaiting(0x40));
    }

    @Test
    void anAddressOfSeveralProcessesTellsHowManyThereAreTogether() {
        ObjectNode json = Pieces.json(analysis, fold(List.of(process(11, 10, "a"), process(21, 20, "b"),
                enter(10, 11, 0x40, WAIT_PRIVATE), enter(12, 21, 0x40, WAIT_PRIVATE), leave(20, 11, 0),
                leave(30, 21, 0))));
        assertEquals(2, json.at("/futexes/0/peak_waiters_at_most").asInt());
        assertEquals(-1, peak(json, 0));
    }

    @Test
    void whoeverEntersAnotherCallWaitsNoMore() {
        var calls = List.of(enter(10, 11, 0x40, WAIT_PRIVATE), enter(20, 11, 0x80, WAIT_PRIVATE),
                enter(30, 12, 0x40, WAIT_PRIVATE), leave(40, 12, 0));
        assertEquals(1, fold(calls).mostWaiting(0x40));
        assertEquals(fold(calls), analysis.merge(fold(calls.subList(0, 1)), fold(calls.subList(1, 4))));
    }

    @Test
    void atMostSoManyAreCounted() {
        var calls = new ArrayList<Consumer<LocksFold>>();
        for (int i = 0; i < Peak.MOST + 10; i++) {
            calls.add(enter(i * 10L, 100 + i, 0x40, WAIT_PRIVATE));
        }
        LockUse whole = fold(calls);
        assertEquals(Peak.MOST, whole.mostWaiting(0x40));
        for (int cut : new int[]{ 1, 500, Peak.MOST, Peak.MOST + 5}) {
            assertEquals(whole, analysis.merge(fold(calls.subList(0, cut)), fold(calls.subList(cut, calls.size()))));
        }
    }

    private static Consumer<LocksFold> waking(long at, int cpu, int by, int tid) {
        return fold -> fold.waking(at, cpu, by, tid);
    }

    /** 10 wakes 11 twice and 12 once; 12 wakes 11 once; a timer wakes 12 once. */
    private static final List<Consumer<LocksFold>> WOKEN = List.of(process(10, 10, "server"), process(11, 10, "worker"),
            process(12, 10, "worker"), enter(10, 11, 0x40, WAIT_PRIVATE), enter(12, 12, 0x40, WAIT_PRIVATE),
            waking(20, 0, 10, 11), leave(25, 11, 0), enter(30, 11, 0x40, WAIT_PRIVATE), waking(31, 0, 99, 11),
            waking(40, 0, 10, 11), waking(41, 0, 10, 12), leave(44, 11, 0), leave(45, 12, 0),
            enter(50, 11, 0x40, WAIT_PRIVATE), enter(52, 12, 0x40, WAIT_PRIVATE), waking(60, 0, 12, 11),
            waking(70, 0, 10, 12), leave(72, 12, -110), leave(80, 11, 0));

    @Test
    void wakersAreThoseThatWokeLastBeforeAWaitReturned() {
        JsonNode wakers = Pieces.json(analysis, fold(WOKEN)).at("/futexes/0/wakers");
        assertEquals("{\"tid\":10,\"comm\":\"server\",\"pid\":10,\"process\":\"server\",\"count\":3,\"min_ns\":14,"
                + "\"mean_ns\":21,\"max_ns\":33,\"stdev_ns\":11,\"sum_ns\":62}", wakers.at("/0").toString());
        assertEquals("12 1 30", wakers.at("/1/tid") + " " + wakers.at("/1/count") + " " + wakers.at("/1/sum_ns"));
        assertEquals(2, wakers.size());
    }

    @Test
    void wakersAcrossCutsAreThoseOfTheWhole() {
        LockUse whole = fold(WOKEN);
        for (int cut = 0; cut <= WOKEN.size(); cut++) {
            LockUse left = fold(WOKEN.subList(0, cut));
            LockUse right = fold(WOKEN.subList(cut, WOKEN.size()));
            assertEquals(whole, analysis.merge(left, right), "cut at " + cut);
            int told = waits(Pieces.json(analysis, left))
                    + waits(Pieces.json(analysis, new View<>(left, right, 0, Long.MAX_VALUE)));
            assertEquals(4, told, "cut at " + cut);
        }
    }

    private static int waits(ObjectNode json) {
        int waits = 0;
        for (JsonNode futex : json.get("futexes")) {
            for (JsonNode waker : futex.get("wakers")) {
                waits += waker.get("count").asInt();
            }
        }
        return waits;
    }

    @Test
    void wakerWithoutAContextIsWhoRunsOnItsCpu() {
        LockUse left = fold(List.of(switchTo(5, 1, 0, 7), switchTo(6, 2, 0, 8),
                fold -> fold.futexEntry(10, 1, 0, 0x80, WAIT_PRIVATE), switchTo(12, 1, 7, 0)));
        LockUse right = fold(List.of(waking(20, 2, 0, 7), switchTo(30, 2, 8, 7), fold -> fold.futexExit(40, 2, 0, 0)));
        assertEquals(8, Pieces.json(analysis, new View<>(left, right, 15, 50)).at("/futexes/0/wakers/0/tid").asInt());
        assertEquals(8, Pieces.json(analysis, analysis.merge(left, right)).at("/futexes/0/wakers/0/tid").asInt());
    }

    @Test
    void peopleSeeWhoWoke() {
        String text = analysis.text(View.whole(analysis, fold(EXAMPLE)), Detail.USUAL);
        assertTrue(text.lines().anyMatch(line -> line.matches(".* 0x40 +server \\(10\\) +server \\(10\\)")), text);
    }

    @Test
    void aWaitAcrossACutBelongsToTheStretchInWhichItEnds() {
        LockUse left = fold(List.of(switchTo(5, 1, 0, 7), fold -> fold.futexEntry(10, 1, 0, 0x80, WAIT_PRIVATE),
                switchTo(12, 1, 7, 0)));
        LockUse right = fold(List.of(switchTo(30, 2, 0, 7), fold -> fold.futexExit(40, 2, 0, 0)));
        ObjectNode json = Pieces.json(analysis, new View<>(left, right, 20, 50));
        assertEquals("30 7", json.at("/futexes/0/waits/sum_ns") + " " + json.at("/futexes/0/threads/0/tid"));
        LockUse gapped = analysis.merge(analysis.merge(left, analysis.gap()), right);
        assertEquals(0, Pieces.json(analysis, gapped).get("futexes").size());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(5);
        for (int round = 0; round < 300; round++) {
            var calls = new ArrayList<Consumer<LocksFold>>();
            var running = new int[2];
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(2);
                int tid = random.nextInt(4);
                int address = random.nextInt(2) * 64;
                int operation = random.nextInt(10);
                int ret = new int[]{ 0, 1, -11, -110, -4}[random.nextInt(5)];
                int context = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
                switch (random.nextInt(5)) {
                    case 4 -> calls.add(waking(at, cpu, context, tid));
                    case 0, 1 -> calls.add(fold -> fold.futexEntry(at, cpu, context, address, operation));
                    case 2 -> calls.add(fold -> fold.futexExit(at, cpu, context, ret));
                    default -> {
                        int next = running[1 - cpu] == tid ? 0 : tid;
                        calls.add(switchTo(at, cpu, running[cpu], next));
                        running[cpu] = next;
                    }
                }
            }
            Pieces.check(analysis, LocksFold::new, calls, random);
        }
    }

    @Test
    void whatIsBeyondTheLimitIsCountedTogether() {
        var calls = new ArrayList<Consumer<LocksFold>>();
        for (int i = 0; i < LockUse.MOST + 3; i++) {
            calls.add(enter(i * 10L, 5, i * 8L, WAIT_PRIVATE));
            calls.add(leave(i * 10L + 2, 5, 0));
        }
        LockUse use = fold(calls);
        assertEquals(LockUse.MOST, use.futexes().size());
        assertEquals(3, use.others().waits().count());
        int middle = calls.size() / 2;
        LockUse merged = analysis.merge(fold(calls.subList(0, middle)), fold(calls.subList(middle, calls.size())));
        assertEquals(use, merged);
    }
}
