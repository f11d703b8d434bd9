package io.gyre.analysis.kernel.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IrqAnalysisTest {
    private final IrqAnalysis analysis = new IrqAnalysis();

    private static Consumer<IrqFold> entry(long at, int cpu, int irq) {
        return fold -> fold.handlerEntry(at, cpu, irq, Texts.of("device" + irq));
    }

    private static Consumer<IrqFold> exit(long at, int cpu, int irq) {
        return fold -> fold.handlerExit(at, cpu, irq, (int) (at / 10 % 2));
    }

    private static Consumer<IrqFold> raise(long at, int cpu, int vector) {
        return fold -> fold.raise(at, cpu, vector);
    }

    private static Consumer<IrqFold> softEntry(long at, int cpu, int vector) {
        return fold -> fold.softEntry(at, cpu, vector);
    }

    private static Consumer<IrqFold> softExit(long at, int cpu, int vector) {
        return fold -> fold.softExit(at, cpu, vector);
    }

    private static IrqUse fold(List<Consumer<IrqFold>> calls) {
        var fold = new IrqFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private ObjectNode json(View<IrqUse> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    private ObjectNode json(IrqUse use) {
        return json(View.whole(analysis, use));
    }

    @Test
    void interruptsLastFromEntryToExitAndWaitFromTheFirstRaise() {
        ObjectNode json = json(fold(List.of(entry(10, 0, 32), raise(12, 0, 1), entry(13, 1, 32), raise(14, 0, 1),
                exit(20, 0, 32), softEntry(22, 0, 1), raise(23, 0, 1), softExit(30, 0, 1), exit(31, 1, 32))));
        assertEquals(2, json.at("/hard/0/count").asInt());
        assertEquals(28, json.at("/hard/0/sum_ns").asInt());
        assertEquals("device32", json.at("/hard/0/name").asText());
        assertEquals(1, json.at("/hard/0/unhandled").asInt());
        assertEquals(8, json.at("/soft/0/sum_ns").asInt());
        assertEquals("TIMER", json.at("/soft/0/name").asText());
        assertEquals(10, json.at("/soft/0/raise/sum_ns").asInt());
        assertEquals("{\"from_ns\":13,\"to_ns\":31,\"duration_ns\":18,\"kind\":\"hard\",\"number\":32,"
                + "\"name\":\"device32\",\"cpu\":1}", json.at("/longest/0").toString());
    }

    @Test
    void interruptAcrossACutBelongsToTheStretchInWhichItEnds() {
        var left = fold(List.of(raise(5, 0, 3)));
        var right = fold(List.of(raise(8, 0, 3), softEntry(25, 0, 3)));
        assertEquals(20, json(new View<>(left, right, 6, 40)).at("/soft/0/raise/sum_ns").asInt());
        assertEquals(20, json(analysis.merge(left, right)).at("/longest/0/duration_ns").asInt());
        var gapped = analysis.merge(analysis.merge(left, analysis.gap()), right);
        assertEquals(17, json(gapped).at("/longest/0/duration_ns").asInt());
    }

    /** Raise and entry of the first stretch stay open ends of the line, since nobody knows what was before. */
    @Test
    void whatTheLineBeganWithIsNotToldAgain() {
        var first = fold(List.of(raise(5, 0, 3), softEntry(8, 0, 3), softExit(9, 0, 3)));
        var second = fold(List.of(raise(20, 0, 3), softEntry(22, 0, 3), softExit(25, 0, 3)));
        assertEquals(3, json(new View<>(analysis.empty(), first, Long.MIN_VALUE, 15)).at("/soft/0/raise/sum_ns")
                .asLong());
        assertEquals(2, json(new View<>(first, second, 15, 30)).at("/soft/0/raise/sum_ns").asLong());
        var third = fold(List.of(entry(40, 0, 7), exit(41, 0, 7)));
        assertEquals(0, json(new View<>(analysis.merge(first, second), third, 30, 50)).get("soft").size());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(7);
        var laws = new MergeLaws<>(analysis);
        for (int round = 0; round < 300; round++) {
            var calls = new ArrayList<Consumer<IrqFold>>();
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(2);
                int number = random.nextInt(2);
                calls.add(switch (random.nextInt(5)) {
                    case 0 -> entry(at, cpu, number);
                    case 1 -> exit(at, cpu, number);
                    case 2 -> raise(at, cpu, number);
                    case 3 -> softEntry(at, cpu, number);
                    default -> softExit(at, cpu, number);
                });
            }
            var pieces = new ArrayList<IrqUse>();
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
