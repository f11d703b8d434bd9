package io.gyre.analysis.kernel.cpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.state.CpuRuns;
import io.gyre.analysis.kernel.state.Mode;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CpusAnalysisTest {
    private final CpusAnalysis analysis = new CpusAnalysis();

    private static Consumer<CpusFold> switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20);
    }

    private static Consumer<CpusFold> entry(long at, int cpu) {
        return fold -> fold.inCall(at, cpu, Mode.CALL);
    }

    private static Consumer<CpusFold> exit(long at, int cpu) {
        return fold -> fold.leaveCall(at, cpu);
    }

    private static Consumer<CpusFold> irq(long at, int cpu, boolean enters) {
        return fold -> {
            if (enters) {
                fold.enterIrq(at, cpu);
            } else {
                fold.leaveIrq(at, cpu);
            }
        };
    }

    private static Consumer<CpusFold> softIrq(long at, int cpu, boolean enters) {
        return fold -> {
            if (enters) {
                fold.enterSoftIrq(at, cpu);
            } else {
                fold.leaveSoftIrq(at, cpu);
            }
        };
    }

    private static CpuRuns fold(List<Consumer<CpusFold>> calls) {
        var fold = new CpusFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<CpuRuns> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    /** Thread 7 runs from 10 to 60, in a call from 20 to 50, with a hard interrupt in a soft one. */
    private static final List<Consumer<CpusFold>> CALLS = List.of(switchTo(10, 0, 0, 7), entry(20, 0),
            softIrq(30, 0, true), irq(32, 0, true), irq(35, 0, false), softIrq(40, 0, false), exit(50, 0),
            switchTo(60, 0, 7, 0), irq(70, 0, true), irq(71, 0, false), switchTo(100, 0, 0, 7));

    private static final List<Long> TIMES = List.of(10L, 20L, 30L, 32L, 35L, 40L, 50L, 60L, 70L, 71L, 100L);

    @Test
    void interruptComesBeforeWhatItInterrupts() {
        ObjectNode json = json(View.whole(analysis, fold(CALLS)));
        assertEquals("[{\"cpu\":0,\"observed_ns\":90,\"idle_ns\":39,\"user_ns\":10,\"system_call_ns\":20,"
                + "\"other_ns\":10,\"soft_irq_ns\":7,\"irq_ns\":4,\"unknown_ns\":0}]", json.get("per_cpu").toString());
    }

    @Test
    void slicesAddUpToTheLine() {
        ObjectNode whole = json(View.whole(analysis, fold(CALLS)));
        for (int cut = 1; cut < CALLS.size(); cut++) {
            long atNs = TIMES.get(cut) - 1;
            CpuRuns left = fold(CALLS.subList(0, cut));
            CpuRuns right = fold(CALLS.subList(cut, CALLS.size()));
            ObjectNode first = json(new View<>(analysis.empty(), left, Long.MIN_VALUE, atNs));
            ObjectNode second = json(new View<>(left, right, atNs, Long.MAX_VALUE));
            for (String state : List.of("observed_ns", "idle_ns", "user_ns", "system_call_ns", "other_ns",
                    "soft_irq_ns", "irq_ns")) {
                assertEquals(whole.get(state).asLong(), first.get(state).asLong() + second.get(state).asLong(),
                        state + " cut at " + atNs);
            }
        }
    }

    @Test
    void timeBetweenSwitchesThatDoNotFitIsUnknown() {
        ObjectNode json = json(View.whole(analysis,
                fold(List.of(switchTo(10, 0, 0, 7), entry(20, 0), switchTo(60, 0, 8, 0), switchTo(70, 0, 0, 8)))));
        assertEquals(50, json.get("unknown_ns").asLong());
        assertEquals(60, json.get("observed_ns").asLong());
    }

    @Test
    void timeAcrossAGapIsUnknown() {
        CpuRuns left = fold(CALLS.subList(0, 3));
        CpuRuns right = fold(CALLS.subList(7, 11));
        ObjectNode json = json(View.whole(analysis, analysis.merge(analysis.merge(left, analysis.gap()), right)));
        assertEquals(50, json.get("unknown_ns").asLong());
        assertEquals(90, json.get("observed_ns").asLong());
    }

    @Test
    void tableShowsShares() {
        String text = analysis.text(View.whole(analysis, fold(CALLS)), Detail.USUAL);
        assertEquals(List.of("0 43.33 % 11.11 % 22.22 % 11.11 % 7.78 % 4.44 % 0.00 % 0.000 ms",
                "all 43.33 % 11.11 % 22.22 % 11.11 % 7.78 % 4.44 % 0.00 % 0.000 ms"),
                text.lines().skip(1).map(line -> line.strip().replaceAll(" +", " ")).toList());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 100; round++) {
            var calls = new ArrayList<Consumer<CpusFold>>();
            for (int i = 0; i < 50; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                int tid = random.nextInt(4);
                boolean enters = random.nextBoolean();
                calls.add(switch (random.nextInt(7)) {
                    case 0 -> enters ? entry(at, cpu) : exit(at, cpu);
                    case 1 -> irq(at, cpu, enters);
                    case 2 -> softIrq(at, cpu, enters);
                    case 3 -> fold -> fold.bornInCall(at, cpu, tid);
                    default -> switchTo(at, cpu, tid, random.nextInt(4));
                });
            }
            var pieces = new ArrayList<CpuRuns>();
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
