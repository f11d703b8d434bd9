package io.gyre.analysis.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.View;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.bind.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CpuAnalysisTest {
    private final CpuAnalysis analysis = new CpuAnalysis();

    /** One call of the fold: {@code at} ns, on {@code cpu}, from one thread to another. */
    record Switch(long at, int cpu, int from, int to) {
        void call(CpuFold fold) {
            fold.schedSwitch(at, cpu, text(comm(from)), from, text(comm(to)), to);
        }

        private static String comm(int tid) {
            return tid == 0 ? "swapper/0" : "thread" + tid % 7;
        }
    }

    private static Text text(String value) {
        var text = new Text();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text.wrap(bytes, 0, bytes.length);
        return text;
    }

    private CpuUsage fold(List<Switch> switches) {
        var fold = new CpuFold();
        switches.forEach(call -> call.call(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<CpuUsage> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    @Test
    void timeBetweenSwitchesIsTheThreadsThatRan() {
        var usage = fold(List.of(new Switch(10, 0, 0, 5), new Switch(30, 0, 5, 0), new Switch(35, 0, 0, 6),
                new Switch(40, 1, 6, 5), new Switch(100, 0, 6, 0)));
        assertEquals(
                "{\"observed_ns\":150,\"busy_ns\":145,\"idle_ns\":5,\"unknown_ns\":0,\"switches\":5,\"migrations\":3,"
                        + "\"per_cpu\":[{\"cpu\":0,\"busy_ns\":85,\"idle_ns\":5,\"unknown_ns\":0,\"switches\":4},"
                        + "{\"cpu\":1,\"busy_ns\":60,\"idle_ns\":0,\"unknown_ns\":0,\"switches\":1}],"
                        + "\"per_thread\":[{\"tid\":5,\"comm\":\"thread5\",\"cpu_ns\":80,\"migrations\":1,\"switches\":2},"
                        + "{\"tid\":6,\"comm\":\"thread6\",\"cpu_ns\":65,\"migrations\":2,\"switches\":1}]}",
                json(View.whole(analysis, usage)).toString());
    }

    @Test
    void lostSwitchesMakeTimeUnknown() {
        var usage = fold(List.of(new Switch(10, 0, 0, 5), new Switch(30, 0, 7, 0)));
        var view = json(View.whole(analysis, usage));
        assertEquals(20, view.get("unknown_ns").asLong());
        assertEquals(0, view.get("busy_ns").asLong());
    }

    @Test
    void gapMakesTimeUnknownAndHidesMigrations() {
        var left = fold(List.of(new Switch(10, 0, 0, 5)));
        var right = fold(List.of(new Switch(60, 0, 5, 0), new Switch(70, 1, 5, 0)));
        var joined = json(View.whole(analysis, analysis.merge(analysis.merge(left, analysis.gap()), right)));
        assertEquals(50, joined.get("unknown_ns").asLong());
        assertEquals(1, joined.get("migrations").asLong());
        var adjacent = json(View.whole(analysis, analysis.merge(left, right)));
        assertEquals(50, adjacent.get("busy_ns").asLong());
    }

    @Test
    void slicesAddUpToTheLine() {
        var random = new Random(3);
        for (int round = 0; round < 50; round++) {
            List<Switch> calls = randomSwitches(random, 200, 0);
            CpuUsage whole = fold(calls);
            long sliceNs = 300;
            long lastSlice = calls.getLast().at() / sliceNs;
            long endNs = (lastSlice + 1) * sliceNs;
            CpuUsage before = analysis.empty();
            var sums = new long[4];
            for (long slice = 0; slice <= lastSlice; slice++) {
                long from = slice * sliceNs;
                CpuUsage part = fold(calls.stream().filter(c -> c.at() >= from && c.at() < from + sliceNs).toList());
                var view = new View<>(before, part, from - 1, from + sliceNs - 1);
                add(sums, json(view));
                before = analysis.merge(before, part);
            }
            var expected = new long[4];
            add(expected, json(new View<>(analysis.empty(), whole, Long.MIN_VALUE, endNs - 1)));
            assertEquals(List.of(expected[0], expected[1], expected[2], expected[3]),
                    List.of(sums[0], sums[1], sums[2], sums[3]));
        }
    }

    private static void add(long[] sums, ObjectNode json) {
        sums[0] += json.get("busy_ns").asLong();
        sums[1] += json.get("idle_ns").asLong();
        sums[2] += json.get("unknown_ns").asLong();
        sums[3] += json.get("migrations").asLong();
        json.get("per_thread").forEach(thread -> assertTrue(thread.get("cpu_ns").asLong() >= 0));
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 300; round++) {
            List<Switch> calls = randomSwitches(random, 60, 12);
            var pieces = new ArrayList<CpuUsage>();
            var fold = new CpuFold();
            for (Switch call : calls) {
                call.call(fold);
                if (random.nextInt(6) == 0) {
                    pieces.add(fold.cut(0, call.at()));
                }
                if (random.nextInt(10) == 0) {
                    fold.fork(call.at(), random.nextInt(9), random.nextInt(9), text("child" + random.nextInt(3)));
                    fold.exec(call.at(), random.nextInt(9), text("/bin/program" + random.nextInt(3)));
                    pieces.add(fold.cut(0, call.at()));
                }
            }
            pieces.add(fold.cut(0, Long.MAX_VALUE));
            CpuUsage whole = pieces.stream().reduce(analysis.empty(), analysis::merge);
            if (pieces.stream().allMatch(piece -> piece.pids().isEmpty())) {
                whole = fold(calls);
            }
            laws.piecesMakeTheWhole(whole, pieces, random);
            laws.gapsAreAssociative(pieces, random);
            laws.emptyIsNeutral(whole);
        }
    }

    /** Mostly sound, with equal times and, where asked for, lost switches among them. */
    private static List<Switch> randomSwitches(Random random, int count, int lostOneIn) {
        var switches = new ArrayList<Switch>();
        var running = new int[3];
        long now = 0;
        for (int i = 0; i < count; i++) {
            now += random.nextInt(30);
            int cpu = random.nextInt(running.length);
            int from = lostOneIn > 0 && random.nextInt(lostOneIn) == 0 ? random.nextInt(10) : running[cpu];
            running[cpu] = random.nextInt(10);
            switches.add(new Switch(now, cpu, from, running[cpu]));
        }
        return switches;
    }
}
