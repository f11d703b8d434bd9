package io.gyre.analysis.kernel.timeline;

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
import io.gyre.analysis.kernel.text.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TimelineAnalysisTest {
    private static final int READ = 0;
    private static final int CLONE = 56;
    private static final int SCHED = 7;
    private final TimelineAnalysis analysis = new TimelineAnalysis();

    private static Consumer<TimelineFold> switchTo(long at, int cpu, int from, int to, long state) {
        return fold -> {
            fold.states.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20, state);
            fold.recorder.schedSwitch(at, cpu, from, to, state);
        };
    }

    private static Consumer<TimelineFold> wake(long at, int tid) {
        return fold -> {
            fold.states.wake(at, tid);
            fold.recorder.wake(at, tid);
        };
    }

    private static Consumer<TimelineFold> entry(long at, int cpu, int number) {
        return fold -> {
            fold.states.enterNumbered(at, cpu, number);
            fold.recorder.enterNumbered(at, cpu, number);
        };
    }

    private static Consumer<TimelineFold> exit(long at, int cpu) {
        return fold -> {
            fold.states.leaveCall(at, cpu);
            fold.recorder.leaveCall(at, cpu);
        };
    }

    private static Consumer<TimelineFold> enterIrq(long at, int cpu, int irq) {
        return fold -> {
            fold.states.enterIrq(at, cpu);
            fold.recorder.enterIrq(at, cpu, irq, Texts.of("eth" + irq));
        };
    }

    private static Consumer<TimelineFold> leaveIrq(long at, int cpu) {
        return fold -> {
            fold.states.leaveIrq(at, cpu);
            fold.recorder.leaveIrq(at, cpu);
        };
    }

    private static Consumer<TimelineFold> enterSoftIrq(long at, int cpu, int vector) {
        return fold -> {
            fold.states.enterSoftIrq(at, cpu);
            fold.recorder.enterSoftIrq(at, cpu, vector);
        };
    }

    private static Consumer<TimelineFold> leaveSoftIrq(long at, int cpu) {
        return fold -> {
            fold.states.leaveSoftIrq(at, cpu);
            fold.recorder.leaveSoftIrq(at, cpu);
        };
    }

    private static Consumer<TimelineFold> fork(long at, int cpu, int child) {
        return fold -> {
            fold.states.fork(at, child, 7, Texts.of("child"));
            fold.states.bornInCall(at, cpu, child);
            fold.recorder.fork(at, cpu, child);
        };
    }

    private static Timeline fold(List<Consumer<TimelineFold>> calls) {
        return Pieces.fold(TimelineFold::new, calls);
    }

    /**
     * 7 runs from 10, forks 8 at 18 and reads from 20, where interrupts come at 30; it is blocked in that from 40 to 70 and waits until 80. 8 waits from
     * its birth to 45, is preempted by 9 at 60, waits again, and dies at 110. 9 waits from its wake-up at 50.
     */
    private static final List<Consumer<TimelineFold>> CALLS = List.of(switchTo(10, 0, 0, 7, 0),
            entry(12, 0, CLONE), fork(18, 0, 8), exit(19, 0), entry(20, 0, READ), enterSoftIrq(29, 0, SCHED),
            enterIrq(30, 0, 19), leaveIrq(35, 0), leaveSoftIrq(36, 0), switchTo(40, 0, 7, 0, 2),
            switchTo(45, 0, 0, 8, 0), exit(47, 0), wake(50, 9), switchTo(60, 0, 8, 9, 256), wake(70, 7),
            switchTo(80, 0, 9, 7, 1), exit(85, 0), switchTo(90, 0, 7, 8, 0), switchTo(110, 0, 8, 0, 32),
            switchTo(120, 0, 0, 7, 0));
    private static final List<Long> TIMES = List.of(10L, 12L, 18L, 19L, 20L, 29L, 30L, 35L, 36L, 40L, 45L, 47L, 50L,
            60L, 70L, 80L, 85L, 90L, 110L, 120L);

    private static final List<String> CPUS = List.of("10-12 0 other 7", "12-19 0 system call clone 7", "19-20 0 user 7",
            "20-29 0 system call read 7", "29-30 0 soft irq soft irq SCHED 7", "30-35 0 irq irq 19 eth19 7",
            "35-36 0 soft irq soft irq SCHED 7", "36-40 0 system call read 7", "40-45 0 idle",
            "45-47 0 system call clone 8", "47-60 0 user 8", "60-80 0 other 9", "80-85 0 system call read 7",
            "85-90 0 user 7", "90-110 0 user 8", "110-120 0 idle");

    private static final List<String> THREADS = List.of("10-12 0 other 7", "12-19 0 system call clone 7",
            "18-45 waiting 8", "19-20 0 user 7", "20-29 0 system call read 7", "29-30 0 interrupted soft irq SCHED 7",
            "30-35 0 interrupted irq 19 eth19 7", "35-36 0 interrupted soft irq SCHED 7", "36-40 0 system call read 7",
            "40-70 blocked read uninterruptible 7", "45-47 0 system call clone 8", "47-60 0 user 8",
            "50-60 waiting 9", "60-90 waiting 8", "60-80 0 other 9", "70-80 waiting 7",
            "80-120 blocked ? interruptible 9", "80-85 0 system call read 7", "85-90 0 user 7", "90-120 waiting 7",
            "90-110 0 user 8");

    private static List<String> rows(JsonNode list) {
        var rows = new ArrayList<String>();
        for (JsonNode row : list) {
            var words = new ArrayList<String>(List.of(row.get("begin_ns") + "-" + row.get("end_ns")));
            for (String field : List.of("cpu", "state", "in", "sleep", "tid")) {
                if (row.has(field)) {
                    words.add(row.get(field).asText());
                }
            }
            if (row.has("thread")) {
                words.add(row.at("/thread/tid").asText());
            }
            rows.add(String.join(" ", words));
        }
        return rows;
    }

    @Test
    void intervalsAreThoseThatTheCallsSay() {
        JsonNode json = Pieces.json(analysis, fold(CALLS));
        assertEquals(CPUS, rows(json.get("cpus")));
        assertEquals(THREADS, rows(json.get("threads")));
        assertEquals("120 0", json.get("to_ns") + " " + json.get("left_out_changes"));
        assertEquals(
                "{\"begin_ns\":18,\"end_ns\":45,\"state\":\"waiting\",\"tid\":8,\"comm\":\"t8\",\"pid\":7,\"process\":\"t7\"}",
                json.get("threads").get(2).toString());
    }

    /** A border cuts what reaches over it, and nothing else. */
    @Test
    void slicesOneBehindTheOtherAreTheLine() {
        for (int cut = 1; cut < CALLS.size(); cut++) {
            long atNs = TIMES.get(cut) - 1;
            Timeline left = fold(CALLS.subList(0, cut));
            Timeline right = fold(CALLS.subList(cut, CALLS.size()));
            JsonNode first = Pieces.json(analysis, new View<>(analysis.empty(), left, Long.MIN_VALUE, atNs));
            JsonNode second = Pieces.json(analysis, new View<>(left, right, atNs, Long.MAX_VALUE));
            for (String list : List.of("cpus", "threads")) {
                List<String> whole = list.equals("cpus") ? CPUS : THREADS;
                assertEquals(sorted(cutAt(whole, atNs + 1)), sorted(both(first.get(list), second.get(list))),
                        list + " cut at " + atNs);
            }
        }
    }

    private static List<String> both(JsonNode first, JsonNode second) {
        var both = new ArrayList<>(rows(first));
        both.addAll(rows(second));
        return both;
    }

    private static List<String> cutAt(List<String> rows, long ns) {
        var cut = new ArrayList<String>();
        for (String row : rows) {
            int dash = row.indexOf('-');
            int space = row.indexOf(' ');
            long begin = Long.parseLong(row.substring(0, dash));
            long end = Long.parseLong(row.substring(dash + 1, space));
            if (begin < ns && ns < end) {
                cut.add(begin + "-" + ns + row.substring(space));
                cut.add(ns + row.substring(dash));
            } else {
                cut.add(row);
            }
        }
        return cut;
    }

    private static List<String> sorted(List<String> rows) {
        var sorted = new ArrayList<>(rows);
        Collections.sort(sorted);
        return sorted;
    }

    @Test
    void timeAcrossAGapIsUnknownAndNobodys() {
        Timeline left = fold(CALLS.subList(0, 10));
        Timeline right = fold(CALLS.subList(15, CALLS.size()));
        JsonNode json = Pieces.json(analysis, analysis.merge(analysis.merge(left, analysis.gap()), right));
        assertEquals(List.of("40-80 0 unknown", "80-85 0 other 7", "85-90 0 user 7", "90-110 0 other 8",
                "110-120 0 idle"), rows(json.get("cpus")).subList(8, 13));
        assertTrue(rows(json.get("threads")).stream().noneMatch(row -> row.startsWith("40-")), json.toString());
    }

    @Test
    void timeBetweenSwitchesThatDoNotFitIsUnknown() {
        JsonNode json = Pieces.json(analysis,
                fold(List.of(switchTo(10, 0, 0, 7, 0), entry(20, 0, READ), switchTo(60, 0, 8, 0, 1))));
        assertEquals(List.of("10-60 0 unknown"), rows(json.get("cpus")));
        assertEquals(List.of(), rows(json.get("threads")));
    }

    /** What an interrupt is called is known in a slice that begins in it. */
    @Test
    void interruptHasItsNameBehindACut() {
        Timeline left = fold(CALLS.subList(0, 7));
        Timeline right = fold(CALLS.subList(7, CALLS.size()));
        JsonNode json = Pieces.json(analysis, new View<>(left, right, 31, Long.MAX_VALUE));
        assertEquals(List.of("32-35 0 irq irq 19 eth19 7", "35-36 0 soft irq soft irq SCHED 7"),
                rows(json.get("cpus")).subList(0, 2));
    }

    @Test
    void whatIsLeftOutIsCountedAndAllEndsBeforeIt() {
        var calls = new ArrayList<Consumer<TimelineFold>>(List.of(switchTo(10, 0, 0, 7, 0)));
        for (int i = 1; i < Changes.MOST + 9; i++) {
            calls.add(i % 2 == 1 ? entry(10 + i, 0, READ) : exit(10 + i, 0));
        }
        JsonNode json = Pieces.json(analysis, fold(calls));
        assertEquals(Changes.MOST + 10, json.get("to_ns").asInt());
        assertEquals(9, json.get("left_out_changes").asInt());
        assertEquals(Changes.MOST, json.get("cpus").size());
        assertEquals(Changes.MOST + 10, json.get("cpus").get(Changes.MOST - 1).get("end_ns").asInt());
        String text = analysis.text(View.whole(analysis, fold(calls)), Detail.USUAL);
        assertTrue(text.endsWith("! up to 00:00:00.000065546: 9 changes from there on are left out\n"), text);

        int half = calls.size() / 2;
        Timeline left = fold(calls.subList(0, half));
        Timeline right = fold(calls.subList(half, calls.size()));
        assertEquals(json, Pieces.json(analysis, analysis.merge(left, right)));
        assertArrayEquals(analysis.encode(fold(calls)), analysis.encode(analysis.merge(left, right)));
        assertEquals(9 + 5, analysis.merge(analysis.merge(fold(calls), analysis.gap()), fold(CALLS.subList(0, 5)))
                .changes().leftOut());
    }

    @Test
    void tablesShowPicturesAndIntervalsInTimeOrder() {
        String text = analysis.text(View.whole(analysis, fold(CALLS)), Detail.USUAL);
        assertTrue(text.contains("""
                00:00:00.000000030  00:00:00.000000035  0.005    0  irq          irq 19 eth19    t7 (7)
                """), text);
        assertTrue(text.contains("and 6 more intervals of CPUs") && text.contains("and 11 more intervals of threads"),
                text);
        String ofNine = analysis.text(View.whole(analysis, fold(CALLS)),
                new Detail(10, new Threads(Set.of(9), List.of())));
        assertEquals(5, ofNine.lines().filter(line -> line.endsWith("t9 (9)")).count(), ofNine);
        assertTrue(!ofNine.contains("t7"), ofNine);
    }

    /** Letters are 2 ns long; what there is as much of as of another is drawn as the earlier state. */
    @Test
    void pictureHasTheLetterOfWhatTookMost() {
        var picture = new Picture(0, 144);
        String drawn = picture.of(List.of(new Interval(2, 5, 0, 7, State.USER, "", ""),
                new Interval(5, 8, 0, 7, State.CALL, "read", ""),
                new Interval(140, 144, -1, 7, State.WAITING, "", "")));
        assertEquals(".uus" + ".".repeat(66) + "ww", drawn);
        assertEquals(2, picture.columnNs());
    }

    @Test
    void corruptChangesAreRefused() {
        for (List<Integer> numbers : List.of(List.of(0, 1, 77, 0, 0), List.of(0, 1, 1, 0, 0, 5))) {
            var out = new PartialOutput();
            numbers.forEach(out::writeUnsigned);
            assertThrows(PartialFormatException.class,
                    () -> ChangeEncoding.read(new PartialInput(out.toByteArray())), numbers.toString());
        }
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        List<Long> states = List.of(0L, 1L, 2L, 16L, 32L, 256L);
        for (int round = 0; round < 200; round++) {
            var calls = new ArrayList<Consumer<TimelineFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                int tid = random.nextInt(5);
                boolean enters = random.nextBoolean();
                calls.add(switch (random.nextInt(9)) {
                    case 0 -> entry(at, cpu, random.nextInt(4));
                    case 1 -> exit(at, cpu);
                    case 2 -> enters ? enterIrq(at, cpu, tid) : leaveIrq(at, cpu);
                    case 3 -> enters ? enterSoftIrq(at, cpu, tid) : leaveSoftIrq(at, cpu);
                    case 4 -> fork(at, cpu, tid);
                    case 5 -> wake(at, tid);
                    default -> switchTo(at, cpu, tid, random.nextInt(5), states.get(random.nextInt(states.size())));
                });
            }
            Pieces.check(analysis, TimelineFold::new, calls, random);
        }
    }
}
