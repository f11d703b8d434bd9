package io.gyre.analysis.kernel.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ThreadsAnalysisTest {
    private static final int READ = 0;
    private final ThreadsAnalysis analysis = new ThreadsAnalysis();

    private static Consumer<ThreadsFold> switchTo(long at, int cpu, int from, int to, long state) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20, state);
    }

    private static Consumer<ThreadsFold> wake(long at, int tid) {
        return fold -> fold.wake(at, tid);
    }

    private static Consumer<ThreadsFold> entry(long at, int cpu, int number) {
        return fold -> fold.enterNumbered(at, cpu, number);
    }

    private static Consumer<ThreadsFold> exit(long at, int cpu) {
        return fold -> fold.leaveCall(at, cpu);
    }

    private static Consumer<ThreadsFold> irq(long at, int cpu, boolean enters) {
        return enters ? fold -> fold.enterIrq(at, cpu) : fold -> fold.leaveIrq(at, cpu);
    }

    private static Consumer<ThreadsFold> fork(long at, int cpu, int child) {
        return fold -> {
            fold.fork(at, child, 7, Texts.of("child"));
            fold.bornInCall(at, cpu, child);
        };
    }

    private static ThreadStates fold(List<Consumer<ThreadsFold>> calls) {
        return Pieces.fold(ThreadsFold::new, calls);
    }

    /**
     * 7 runs from 10, forks 8 at 18 and reads from 20; it is blocked in that from 40 to 70 and waits until 80. 8 waits from its birth to 45, is
     * preempted by 9 at 60, waits again, and dies at 110. 9 waits from its wake-up at 50.
     */
    private static final List<Consumer<ThreadsFold>> CALLS = List.of(switchTo(10, 0, 0, 7, 0),
            entry(12, 0, 57), fork(18, 0, 8), exit(19, 0), entry(20, 0, READ), irq(30, 0, true), irq(35, 0, false),
            switchTo(40, 0, 7, 0, 2), switchTo(45, 0, 0, 8, 0), exit(47, 0), wake(50, 9), switchTo(60, 0, 8, 9, 256),
            wake(70, 7), switchTo(80, 0, 9, 7, 1), exit(85, 0), switchTo(90, 0, 7, 8, 0), switchTo(110, 0, 8, 0, 32),
            switchTo(120, 0, 0, 7, 0));

    private static final List<Long> TIMES = List.of(10L, 12L, 18L, 19L, 20L, 30L, 35L, 40L, 45L, 47L, 50L, 60L, 70L,
            80L, 85L, 90L, 110L, 120L);

    private static final List<String> STATES = List.of("user_ns", "system_call_ns", "other_ns", "interrupted_ns",
            "waiting_ns", "blocked_ns");

    private static Map<Integer, String> threads(JsonNode json) {
        var threads = new TreeMap<Integer, String>();
        json.get("per_thread").forEach(row -> {
            var figures = new StringBuilder();
            for (String state : STATES) {
                figures.append(row.get(state).asLong()).append(' ');
            }
            threads.put(row.get("tid").asInt(), figures + row.get("blocked_in").toString());
        });
        return threads;
    }

    @Test
    void statesOfThreadsAreKnown() {
        JsonNode json = Pieces.json(analysis, fold(CALLS));
        assertEquals(
                Map.of(7, "6 27 2 5 40 30 [{\"in\":\"read\",\"sleep\":\"uninterruptible\",\"ns\":30}]",
                        8, "33 2 0 0 57 0 []",
                        9, "0 0 20 0 10 40 [{\"in\":\"?\",\"sleep\":\"interruptible\",\"ns\":40}]"),
                threads(json));
        assertEquals(39, json.get("user_ns").asLong());
        assertEquals(70, json.get("blocked_ns").asLong());
        assertEquals(
                "{\"from_ns\":40,\"woken_ns\":70,\"to_ns\":80,\"cpu\":0,\"in\":\"read\",\"sleep\":\"uninterruptible\","
                        + "\"thread\":{\"tid\":7,\"comm\":\"t7\"}}",
                json.get("longest").get(0).toString());
        assertEquals(1, json.get("longest").size());
    }

    @Test
    void processIsAllItsThreads() {
        JsonNode processes = Pieces.json(analysis, fold(CALLS)).get("per_process");
        assertEquals(2, processes.size());
        JsonNode both = processes.get(0);
        assertEquals("7 t7 2 39 29 97", both.get("pid").asInt() + " " + both.get("process").asText() + " "
                + both.get("threads") + " " + both.get("user_ns") + " " + both.get("system_call_ns") + " "
                + both.get("waiting_ns"));
    }

    @Test
    void slicesAddUpToTheLine() {
        JsonNode whole = Pieces.json(analysis, fold(CALLS));
        for (int cut = 1; cut < CALLS.size(); cut++) {
            long atNs = TIMES.get(cut) - 1;
            ThreadStates left = fold(CALLS.subList(0, cut));
            ThreadStates right = fold(CALLS.subList(cut, CALLS.size()));
            JsonNode first = Pieces.json(analysis, new View<>(analysis.empty(), left, Long.MIN_VALUE, atNs));
            JsonNode second = Pieces.json(analysis, new View<>(left, right, atNs, Long.MAX_VALUE));
            for (String state : STATES) {
                assertEquals(whole.get(state).asLong(), first.get(state).asLong() + second.get(state).asLong(),
                        state + " cut at " + atNs);
            }
        }
    }

    @Test
    void timeAcrossAGapIsNobodys() {
        ThreadStates left = fold(CALLS.subList(0, 8));
        ThreadStates right = fold(CALLS.subList(12, CALLS.size()));
        JsonNode json = Pieces.json(analysis, analysis.merge(analysis.merge(left, analysis.gap()), right));
        assertEquals("6 22 7 5 40 0 []", threads(json).get(7));
    }

    @Test
    void tablesShowThreadsProcessesReasonsAndTheLongest() {
        String text = analysis.text(View.whole(analysis, fold(CALLS)), Detail.USUAL);
        for (String heads : List.of("TID  thread", "threads  process", "blocked  in", "from  ")) {
            assertTrue(text.contains(heads), text);
        }
        assertTrue(text.contains("read  uninterruptible  t7 (7)"), text);
    }

    @Test
    void sleepIsThatOfTheKernelsState() {
        assertEquals(
                List.of(Sleep.INTERRUPTIBLE, Sleep.UNINTERRUPTIBLE, Sleep.STOPPED, Sleep.STOPPED, Sleep.IDLE,
                        Sleep.IDLE,
                        Sleep.UNINTERRUPTIBLE, Sleep.OTHER),
                List.of(0x1L, 0x2L, 0x4L, 0x8L, 0x80L, 0x402L, 0x82L, 0x40L).stream().map(Sleep::of).toList());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        List<Long> states = List.of(0L, 1L, 2L, 16L, 32L, 256L);
        for (int round = 0; round < 200; round++) {
            var calls = new ArrayList<Consumer<ThreadsFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                int tid = random.nextInt(5);
                calls.add(switch (random.nextInt(8)) {
                    case 0 -> entry(at, cpu, random.nextInt(4));
                    case 1 -> exit(at, cpu);
                    case 2 -> irq(at, cpu, random.nextBoolean());
                    case 3 -> fork(at, cpu, tid);
                    case 4 -> wake(at, tid);
                    default -> switchTo(at, cpu, tid, random.nextInt(5), states.get(random.nextInt(states.size())));
                });
            }
            Pieces.check(analysis, ThreadsFold::new, calls, random);
        }
    }
}
