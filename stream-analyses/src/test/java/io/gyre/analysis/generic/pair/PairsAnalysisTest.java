package io.gyre.analysis.generic.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.Declarations;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.View;
import io.gyre.analysis.testkit.MergeLaws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsAnalysisTest {
    private static final String READS = "reads: entry -> exit by fd";

    private final PairsAnalysis analysis;

    PairsAnalysisTest() throws DeclarationException {
        analysis = new PairsAnalysis(PairDeclaration.parse(READS));
    }

    private static byte[] key(int fd) {
        return new byte[]{ Key.INTEGER, (byte) 0x80, 0, 0, 0, 0, 0, 0, (byte) fd};
    }

    private static Consumer<PairsFold> begin(long ns, int fd) {
        return fold -> fold.begin(ns, key(fd), 9);
    }

    private static Consumer<PairsFold> end(long ns, int fd) {
        return fold -> fold.end(ns, key(fd), 9);
    }

    private PairFigures fold(long afterNs, List<Consumer<PairsFold>> calls) {
        var fold = (PairsFold) analysis.newFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(afterNs, Long.MAX_VALUE);
    }

    private ObjectNode json(View<PairFigures> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    @Test
    void anEndBelongsToTheLastBeginOfItsKey() {
        ObjectNode json = json(View.whole(analysis, fold(Long.MIN_VALUE, List.of(end(5, 1), begin(10, 1),
                begin(12, 2), begin(14, 1), end(20, 1), end(21, 1), end(40, 2), begin(50, 3)))));
        assertEquals(READS, json.at("/declaration").asText());
        assertEquals(2, json.at("/latency/count").asInt());
        assertEquals(34, json.at("/latency/sum_ns").asInt());
        assertEquals("{\"key\":[2],\"begin_ns\":12,\"end_ns\":40,\"duration_ns\":28}",
                json.at("/longest/0").toString());
        assertEquals(6, json.at("/by_key/0/max_ns").asInt());
        assertEquals(2, json.at("/unbegun").asInt());
        assertEquals(1, json.at("/unended").asInt());
        assertEquals(1, json.at("/open").asInt());
    }

    @Test
    void aPairAcrossACutBelongsToTheStretchInWhichItEndsAndAGapEndsNone() {
        PairFigures left = fold(Long.MIN_VALUE, List.of(begin(10, 1), begin(11, 2)));
        PairFigures right = fold(30, List.of(end(40, 1), end(41, 3)));
        assertEquals(30, json(new View<>(left, right, 30, 50)).at("/latency/sum_ns").asInt());
        assertEquals(1, json(new View<>(left, right, 30, 50)).at("/unbegun").asInt());
        ObjectNode gapped = json(View.whole(analysis, left.followedBy(analysis.gap()).followedBy(right)));
        assertEquals(0, gapped.at("/latency/count").asInt());
        assertEquals(2, gapped.at("/unended").asInt());
        assertEquals(2, gapped.at("/unbegun").asInt());
    }

    @Test
    void cutsChangeNothing() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var calls = new ArrayList<Consumer<PairsFold>>();
            for (int i = 0; i < 80; i++) {
                calls.add(random.nextBoolean() ? begin(i * 3L, random.nextInt(5)) : end(i * 3L, random.nextInt(5)));
            }
            var pieces = new ArrayList<PairFigures>();
            int from = 0;
            while (from < calls.size()) {
                int to = Math.min(calls.size(), from + random.nextInt(12));
                pieces.add(fold(pieces.isEmpty() ? Long.MIN_VALUE : from, calls.subList(from, to)));
                from = to;
            }
            var laws = new MergeLaws<>(analysis);
            laws.piecesMakeTheWhole(fold(Long.MIN_VALUE, calls), pieces, random);
            laws.gapsAreAssociative(pieces, random);
        }
    }

    @Test
    void keysBeyondTheLimitAreCountedTogether() {
        var calls = new ArrayList<Consumer<PairsFold>>();
        int keys = PairFigures.MOST_KEYS + 100;
        for (int i = 0; i < keys; i++) {
            byte[] key = { Key.STRING, 3, (byte) (i >> 8), (byte) i, 'x'};
            calls.add(fold -> fold.begin(1, key, 5));
            calls.add(fold -> fold.end(4, key, 5));
        }
        PairFigures figures = fold(Long.MIN_VALUE, calls);
        assertEquals(PairFigures.MOST_KEYS, figures.byKey().size());
        assertEquals(100, figures.otherKeys().count());
        assertEquals(keys, figures.latencies().durations().count());
    }

    @Test
    void partialsOfOtherDeclarationsAreRefused() throws DeclarationException {
        var other = new PairsAnalysis(PairDeclaration.parse("reads: entry -> exit by  fd, ret"));
        assertNotEquals(other.name(), analysis.name());
        assertTrue(analysis.name().matches("pairs-reads-[0-9a-f]{8}"), analysis.name());
        assertEquals(analysis.name(), new PairsAnalysis(PairDeclaration.parse(" reads:  entry -> exit by fd ")).name());
        assertThrows(PartialFormatException.class, () -> other.decode(analysis.encode(PairFigures.NONE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Reads: a -> b                    | 1  | expected a name
            a -> b                           | 1  | expected a name
            reads: -> b                      | 8  | expected the name of an event
            reads: a b                       | 10 | expected `->`
            reads: a(x > 1 -> b              | 9  | the filter that begins here has no `)`
            reads: a(x >> "s") -> b          | 15 | string
            reads: a -> b by                 | 15 | expected `by` and a field, or the end
            reads: a -> b by x[1]            | 19 | not an element of an array
            reads: a -> b by x, x            | 22 | names each field once
            reads: a -> b by x y             | 20 | expected `,`, `=` or the end
            reads: a(x = 1) -> b             | 12 | `==` compares
            """)
    void mistakesAreToldWithTheirPlace(String text, int column, String reason) {
        var wrong = assertThrows(DeclarationException.class, () -> PairDeclaration.parse(text));
        assertEquals(column, wrong.column(), wrong.getMessage());
        assertTrue(String.valueOf(wrong.getMessage()).contains(reason), wrong.getMessage());
    }

    @Test
    void filesTellLineAndColumn(@TempDir Path dir) throws IOException, DeclarationException {
        Path file = dir.resolve("declarations");
        Files.writeString(file, "# what we watch\n\npairs " + READS + "\ncounters c: a(x == 1) *\n");
        assertEquals(List.of(analysis.name()), Declarations.installed().file(file).stream()
                .map(declared -> declared.name()).filter(name -> name.startsWith("pairs")).toList());
        assertEquals(2, Declarations.installed().file(file).size());
        Files.writeString(file, "pairs reads: a b\n");
        var wrong = assertThrows(DeclarationException.class, () -> Declarations.installed().file(file));
        assertEquals(16, wrong.column());
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(file + ":1: expected `->`, at column 16"),
                wrong.getMessage());
        Files.writeString(file, "pears reads: a b\n");
        assertEquals(1, assertThrows(DeclarationException.class, () -> Declarations.installed().file(file)).column());
    }
}
