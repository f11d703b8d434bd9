package io.gyre.analysis.user.callstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.LineCuts;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallstackAnalysisTest {
    private static final int MAIN = 0x401000;
    private static final int PARSE = 0x401100;
    private static final int READ = 0x401200;

    private final CallstackAnalysis analysis = new CallstackAnalysis();

    private static Consumer<CallFold> entry(long ns, int thread, long function) {
        return fold -> fold.entry(ns, function, 5, thread);
    }

    private static Consumer<CallFold> exit(long ns, int thread, long function) {
        return fold -> fold.exit(ns, function, 5, thread);
    }

    private static CallFigures fold(long afterNs, List<Consumer<CallFold>> calls) {
        var fold = new CallFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(afterNs, Long.MAX_VALUE);
    }

    private ObjectNode json(View<CallFigures> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    private ObjectNode json(CallFigures figures) {
        return json(View.whole(analysis, figures));
    }

    private static List<Consumer<CallFold>> program() {
        return List.of(
                fold -> fold.mapped(0x400000, 0x4000, Texts.of("/usr/bin/shop"), 0, 5),
                fold -> fold.mapped(0x7F00_0000_0000L, 0x1000, Texts.of("/lib/libc.so.6"), 1, 5),
                entry(100, 5, MAIN), entry(110, 5, PARSE), entry(120, 5, READ), entry(115, 6, READ),
                exit(130, 5, READ), entry(140, 5, READ), exit(145, 6, READ), exit(160, 5, READ), exit(170, 5, PARSE),
                entry(180, 5, 0x7F00_0000_0010L), exit(185, 5, 0x7F00_0000_0010L), exit(200, 5, MAIN));
    }

    @Test
    void timeIsThatOfTheFunctionWithAndWithoutWhatItCalls() {
        ObjectNode json = json(fold(Long.MIN_VALUE, program()));
        assertEquals(6, json.at("/calls").asInt());
        assertEquals(List.of("shop:0x401000", "shop:0x401100", "shop:0x401200", "libc.so.6+0x10"),
                json.get("functions").findValuesAsText("function"));
        assertEquals(List.of("100", "60", "60", "5"), json.get("functions").findValuesAsText("sum_ns"));
        assertEquals(List.of("35", "30", "60", "5"), json.get("functions").findValuesAsText("self_ns"));
        assertEquals("[\"shop-5;shop:0x401000 35\",\"shop-5;shop:0x401000;shop:0x401100 30\","
                + "\"shop-5;shop:0x401000;shop:0x401100;shop:0x401200 30\",\"shop-5;shop:0x401200 30\","
                + "\"shop-5;shop:0x401000;libc.so.6+0x10 5\"]", json.get("folded").toString());
    }

    @Test
    void aCallAcrossACutBelongsToTheStretchInWhichItEndsWithItsStack() {
        CallFigures left = fold(Long.MIN_VALUE, program().subList(0, 8));
        CallFigures right = fold(140, program().subList(8, 14));
        ObjectNode json = json(new View<>(left, right, 140, 250));
        assertEquals(5, json.at("/calls").asInt());
        assertEquals("\"shop-5;shop:0x401000;shop:0x401100 30\"", json.at("/folded/1").toString());
        assertEquals(0, json.at("/unbegun").asInt());
        ObjectNode gapped = json(analysis.merge(analysis.merge(left, analysis.gap()), right));
        assertEquals(4, gapped.at("/unended").asInt());
        assertEquals(4, gapped.at("/unbegun").asInt());
    }

    @Test
    void callsLeftByAJumpEndWithTheCallThatIsLeftProperly() {
        ObjectNode json = json(fold(Long.MIN_VALUE, List.of(entry(10, 7, MAIN), entry(20, 7, PARSE), entry(30, 7, READ),
                exit(50, 7, MAIN), exit(60, 7, READ))));
        assertEquals(List.of("40", "30", "20"), json.get("functions").findValuesAsText("sum_ns"));
        assertEquals(List.of("10", "10", "20"), json.get("functions").findValuesAsText("self_ns"));
        assertEquals(2, json.at("/without_exit").asInt());
        assertEquals(1, json.at("/unbegun").asInt());
    }

    @Test
    void cutsChangeNothing() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var calls = new ArrayList<Consumer<CallFold>>();
            for (int i = 0; i < 120; i++) {
                long function = MAIN + 16L * random.nextInt(4);
                int thread = 1 + random.nextInt(2);
                calls.add(random.nextInt(10) < 5
                        ? entry(i * 3L, thread, function)
                        : exit(i * 3L, thread, random.nextInt(3) == 0 ? 0 : function));
            }
            var pieces = new ArrayList<CallFigures>();
            int from = 0;
            boolean isLine = seed % 2 == 0;
            while (from < calls.size()) {
                int to = Math.min(calls.size(), from + random.nextInt(15));
                pieces.add(fold(pieces.isEmpty() && isLine ? Long.MIN_VALUE : from, calls.subList(from, to)));
                from = to;
            }
            var laws = new MergeLaws<>(analysis);
            laws.piecesMakeTheWhole(fold(isLine ? Long.MIN_VALUE : 0, calls), pieces, random);
            laws.gapsAreAssociative(pieces, random);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "ust-callstack-1", "../traces-ctf2/ust-callstack-1"})
    void cutsOfARecordingChangeNothing(String recording) throws IOException, CtfException {
        var line = SharedTraces.line(recording);
        LineCuts.check(List.of(analysis), line, 2);
        ObjectNode json = json(LineCuts.whole(analysis, line));
        long self = 0;
        for (var function : json.get("functions")) {
            self += function.get("self_ns").asLong();
        }
        long folded = 0;
        for (var stack : json.get("folded")) {
            folded += Long.parseLong(stack.asText().substring(stack.asText().lastIndexOf(' ') + 1));
        }
        assertEquals(self, folded + json.at("/other_stacks/self_ns").asLong());
        assertEquals(0, json.at("/open").asInt());
    }
}
