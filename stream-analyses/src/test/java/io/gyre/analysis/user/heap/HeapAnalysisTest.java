package io.gyre.analysis.user.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.LineCuts;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.testkit.MergeLaws;
import io.gyre.ctf.CtfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapAnalysisTest {
    private static final int SHOP = 7;
    private static final long SITE = 0x401010;
    private static final long A = 0x1000;
    private static final long B = 0x2000;

    private final HeapAnalysis analysis = new HeapAnalysis();

    /** An event, as the fold gets it. */
    @FunctionalInterface
    private interface Call extends Consumer<HeapFold> {}

    private static Call malloc(long size, long address) {
        return fold -> fold.malloc(size, address, SHOP, SHOP, Texts.of("shop"), SITE);
    }

    private static Call realloc(long from, long size, long address) {
        return fold -> fold.realloc(from, size, address, SHOP, SHOP + 1, Texts.of("worker"), SITE + 0x10);
    }

    private static Call free(long address) {
        return fold -> fold.free(address, SHOP, SHOP, Texts.of("shop"));
    }

    private static void exec(HeapFold fold) {
        fold.programBegins(SHOP);
    }

    private static HeapUse fold(long afterNs, List<Call> calls) {
        var fold = new HeapFold();
        calls.forEach(call -> call.accept(fold));
        return fold.cut(afterNs, Long.MAX_VALUE);
    }

    private static HeapUse line(Call... calls) {
        return fold(Long.MIN_VALUE, List.of(calls));
    }

    private JsonNode json(View<HeapUse> view) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        analysis.json(view, node);
        return node;
    }

    private JsonNode process(HeapUse use) {
        return json(View.whole(analysis, use)).at("/processes/0");
    }

    private static String figures(JsonNode process) {
        return Stream
                .of("live_blocks", "live_bytes", "peak_bytes", "allocations", "allocated_bytes", "frees", "freed_bytes",
                        "frees_of_unknown_blocks", "abandoned_blocks", "abandoned_bytes")
                .map(name -> process.required(name).asText()).collect(Collectors.joining(" "));
    }

    @Test
    void aFleetHasSitesByTheirFilesAndNoneThatOneMachineAloneHas() {
        HeapUse use = line(malloc(40, A),
                fold -> fold.mapped(SITE & -0x1000, 0x1000, Texts.of("/usr/bin/shop"), 0, SHOP),
                fold -> fold.malloc(8, B, SHOP, SHOP, Texts.of("shop"), 0x7f0000001000L), free(B));
        FleetFigures figures = analysis.fleet(View.whole(analysis, use)).orElseThrow();
        assertEquals(48, figures.sums().get("allocated_bytes"));
        assertEquals(8, figures.sums().get("freed_bytes"));
        assertEquals(Map.of("shop:0x401010", 40L, "?", 8L),
                Objects.requireNonNull(figures.tops().get("sites")).atLeast());
        assertEquals(Map.of("shop", 48L), Objects.requireNonNull(figures.tops().get("processes")).atLeast());
    }

    @Test
    void whatIsNotFreedIsAliveBySizeAndPlace() {
        HeapUse use = line(fold -> fold.mapped(0x400000, 0x4000, Texts.of("/usr/bin/shop"), 0, SHOP),
                malloc(100, A), malloc(50, B), free(A), malloc(30, A), free(B), malloc(30, B));
        JsonNode json = json(View.whole(analysis, use));
        assertEquals("2 60 150 4 210 2 150 0 0 0", figures(json.at("/processes/0")));
        assertEquals("[{\"vpid\":7,\"process\":\"shop\",\"site\":\"shop:0x401010\",\"bytes_each\":30,\"blocks\":2,"
                + "\"bytes\":60}]", json.get("alive").toString());
        assertEquals("{\"site\":\"shop:0x401010\",\"vpid\":7,\"process\":\"shop\",\"address\":\"401010\","
                + "\"allocations\":4,\"allocated_bytes\":210,\"live_blocks\":2,\"live_bytes\":60}",
                json.at("/sites/0").toString());
        assertTrue(analysis.text(View.whole(analysis, use), Detail.USUAL)
                .contains("        60       2          30  shop:0x401010  shop (7)\n"));
    }

    @Test
    void everyWayToAllocateCounts() {
        Call calloc = fold -> fold.calloc(3, 5, 0x10, SHOP, SHOP, Texts.of("shop"), 0);
        Call tooLarge = fold -> fold.calloc(1L << 40, 1L << 40, 0, SHOP, SHOP, Texts.of("shop"), 0);
        Call malloc = fold -> fold.malloc(64, 0x40, SHOP, SHOP, Texts.of("shop"), 0);
        Call posix = fold -> fold.posixMemalign(128, 0x80, 0, SHOP, SHOP, Texts.of("shop"), 0);
        Call refused = fold -> fold.posixMemalign(128, 0x80, 12, SHOP, SHOP, Texts.of("shop"), 0);
        JsonNode process = process(line(calloc, tooLarge, malloc, posix, refused, free(0)));
        assertEquals("3 207 207 3 207 0 0 0 0 0", figures(process));
        assertEquals(2, process.get("failures").asInt());
    }

    @Test
    void reallocMovesFreesAllocatesOrFails() {
        JsonNode moved = process(line(malloc(100, A), realloc(A, 300, B)));
        assertEquals("1 300 300 2 400 1 100 0 0 0", figures(moved));
        assertEquals(1, moved.get("reallocations").asInt());
        assertEquals("shop", moved.get("process").asText(), "the name of the first thread");
        assertEquals("0 0 100 1 100 1 100 0 0 0", figures(process(line(malloc(100, A), realloc(A, 0, 0)))));
        assertEquals("1 100 100 1 100 0 0 0 0 0", figures(process(line(realloc(0, 100, A)))));
        JsonNode failed = process(line(malloc(100, A), realloc(A, 1L << 60, 0)));
        assertEquals("1 100 100 1 100 0 0 0 0 0", figures(failed));
        assertEquals(1, failed.get("failures").asInt());
    }

    /** realloc is told when it has returned: another thread may have got the old address before. */
    @Test
    void aMoveThatIsToldLateFreesTheRightNumberOfBlocks() {
        assertEquals("2 400 400 3 600 1 200 0 0 0",
                figures(process(line(malloc(100, A), malloc(200, A), realloc(A, 300, B)))));
    }

    @Test
    void aProgramThatIsReplacedLeaksNothing() {
        JsonNode process = process(line(malloc(100, A), HeapAnalysisTest::exec, malloc(20, B), free(A)));
        assertEquals("1 20 100 2 120 1 0 1 1 100", figures(process));
    }

    @Test
    void aFreeAfterACutFindsItsAllocationAndThePeakIsExact() {
        HeapUse left = line(malloc(1000, A), malloc(10, B));
        HeapUse right = fold(5, List.of(malloc(400, 0x3000), free(A), malloc(700, 0x4000), free(B)));
        assertEquals("2 1100 1410 4 2110 2 1010 0 0 0", figures(process(analysis.merge(left, right))));
        JsonNode stretch = json(new View<>(left, right, 5, 10)).at("/processes/0");
        assertEquals("2 1100 1410 2 1100 2 1010 0 0 0", figures(stretch));
        assertEquals("2 1100 1100 4 2110 2 0 2 2 1010",
                figures(process(analysis.merge(analysis.merge(left, analysis.gap()), right))));
    }

    @Test
    void aStateDumpAloneTellsNothing() {
        assertTrue(analysis.isEmpty(View.whole(analysis, line(HeapAnalysisTest::exec))));
        assertFalse(analysis.isEmpty(View.whole(analysis, line(HeapAnalysisTest::exec, free(A)))));
    }

    @Test
    void cutsChangeNothing() {
        for (int seed = 0; seed < 80; seed++) {
            var random = new Random(seed);
            var calls = new ArrayList<Call>();
            for (int i = 0; i < 150; i++) {
                calls.add(randomCall(random));
            }
            var pieces = new ArrayList<HeapUse>();
            boolean isLine = seed % 2 == 0;
            for (int from = 0; from < calls.size();) {
                int to = Math.min(calls.size(), from + random.nextInt(15));
                pieces.add(fold(pieces.isEmpty() && isLine ? Long.MIN_VALUE : from, calls.subList(from, to)));
                from = to;
            }
            var laws = new MergeLaws<>(analysis);
            laws.piecesMakeTheWhole(fold(isLine ? Long.MIN_VALUE : 0, calls), pieces, random);
            laws.gapsAreAssociative(pieces, random);
        }
    }

    private static Call randomCall(Random random) {
        long address = 0x1000 + 0x10L * random.nextInt(12);
        long size = random.nextInt(1000);
        int vpid = 1 + random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0 -> fold -> fold.programBegins(vpid);
            case 1, 2, 3 -> fold -> fold.realloc(address, size, address ^ 0x10, vpid, 9, Texts.of("t" + size % 3), 5);
            case 4, 5, 6, 7, 8, 9, 10 -> fold -> fold.free(address, vpid, vpid, Texts.of(""));
            default -> fold -> fold.malloc(size, address, vpid, vpid, Texts.of("p"), 0x40 + size % 4);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "ust-libc-1", "../traces-ctf2/ust-libc-1"})
    void cutsOfARecordingChangeNothing(String recording) throws IOException, CtfException {
        LineCuts.check(List.of(analysis), SharedTraces.line(recording), 3);
    }

    /** Over all chunks, whose boundaries part allocations from their frees. */
    @ParameterizedTest
    @ValueSource(strings = { "ust-libc-1", "../traces-ctf2/ust-libc-1"})
    void figuresAreThoseOfTheText(String recording) throws IOException {
        Map<Integer, String> expected = HeapFromText
                .read(SharedTraces.root().resolve(recording).resolve("reference.txt.zst"));
        var report = new LocalReport(List.of(analysis), Slices.seconds()).of(SharedTraces.line(recording),
                result -> {});
        JsonNode json = report.results().getFirst().json();
        var found = new TreeMap<Integer, String>();
        json.get("processes").forEach(process -> found.put(process.get("vpid").asInt(), figures(process)));
        assertEquals(expected, found);
        assertTrue(expected.size() > 10, expected.toString());
        long alive = json.at("/other_alive/bytes").asLong();
        for (JsonNode leak : json.get("alive")) {
            alive += leak.get("bytes").asLong();
        }
        assertEquals(json.get("live_bytes").asLong(), alive);
    }
}
