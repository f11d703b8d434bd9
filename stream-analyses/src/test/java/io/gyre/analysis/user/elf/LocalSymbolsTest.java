package io.gyre.analysis.user.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.SharedTraces;
import io.gyre.analysis.Slices;
import io.gyre.analysis.Symbols.Movable;
import io.gyre.analysis.Symbols.Place;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.analysis.user.callstack.CallstackAnalysis;
import io.gyre.analysis.user.heap.HeapAnalysis;
import io.gyre.analysis.user.heap.HeapFold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSymbolsTest {
    private static final String ID = "aabbccddeeff";

    @TempDir
    private Path given;

    @TempDir
    private Path machine;

    private final List<String> problems = new ArrayList<>();

    private LocalSymbols symbols() {
        return LocalSymbols.of(List.of(given), machine, problems::add);
    }

    private static Place place(String buildId, long address) {
        return new Place("/opt/shop/bin/shop", buildId, address, Movable.YES);
    }

    private static TinyElf elf(String name) {
        return TinyElf.usual().buildId(ID).function(name, 0x10, 8);
    }

    @Test
    void foldersGivenComeFirstAsASystemRootOrWithTheFilesThemselves() throws IOException {
        elf("machine").write(machine.resolve("opt/shop/bin/shop"));
        assertEquals(Optional.of("machine+0x4"), symbols().function(place(ID, 0x14)));
        elf("file").write(given.resolve("shop"));
        assertEquals(Optional.of("file"), symbols().function(place(ID, 0x10)));
        elf("root").write(given.resolve("opt/shop/bin/shop"));
        assertEquals(Optional.of("root"), symbols().function(place(ID, 0x10)));
        assertEquals(Optional.empty(), symbols().function(place(ID, 0x20)));
        assertEquals(List.of(), problems);
    }

    @Test
    void debugInformationOfTheSameBuildHasTheLocalFunctions() throws IOException {
        elf("exported").table(TinyElf.DYNSYM).write(machine.resolve("opt/shop/bin/shop"));
        assertEquals(Optional.of("exported"), symbols().function(place(ID, 0x10)));
        elf("local").write(machine.resolve("usr/lib/debug/.build-id/aa/bbccddeeff.debug"));
        assertEquals(Optional.of("local"), symbols().function(place(ID, 0x10)));
    }

    @Test
    void aFileOfAnotherBuildIsNotUsedAndToldOnce() throws IOException {
        elf("other").write(given.resolve("shop"));
        elf("other").write(machine.resolve("opt/shop/bin/shop"));
        LocalSymbols symbols = symbols();
        assertEquals(Optional.empty(), symbols.function(place("001122", 0x10)));
        assertEquals(Optional.empty(), symbols.function(place("001122", 0x11)));
        assertEquals(List.of("no names of functions from " + given.resolve("shop")
                + ": has build id aabbccddeeff; the trace tells 001122 [symbols-of-other-build]"), problems);
    }

    @Test
    void withoutABuildIdInTheTraceOnlyWhatTheUserGaveIsUsed() throws IOException {
        elf("machine").write(machine.resolve("opt/shop/bin/shop"));
        assertEquals(Optional.empty(), symbols().function(place("", 0x10)));
        elf("given").write(given.resolve("shop"));
        assertEquals(Optional.of("given"), symbols().function(place("", 0x10)));
    }

    @Test
    void whatIsWrongWithAFileIsToldOnceAndItsAddressesHaveNoNames() throws IOException {
        byte[] cut = Arrays.copyOf(elf("f").bytes(), 200);
        Files.write(given.resolve("shop"), cut);
        LocalSymbols symbols = symbols();
        assertEquals(Optional.empty(), symbols.function(place(ID, 0x10)));
        assertEquals(Optional.empty(), symbols.function(place(ID, 0x12)));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().endsWith("[symbols-truncated]"), problems.getFirst());
    }

    @Test
    void pathsInTracesDoNotLeaveTheFolders() throws IOException {
        elf("outside").write(given.resolve("outside"));
        var symbols = LocalSymbols.of(List.of(Files.createDirectory(given.resolve("in"))), machine, problems::add);
        for (String path : List.of("../outside", "/../outside", "/x/../../outside", "..", ".", "", "[vdso]", "a\0b")) {
            assertEquals(Optional.empty(), symbols.function(new Place(path, ID, 0x10, Movable.YES)), path);
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void addressesCountFromWhereAFileIsMappedUnlessItCannotBeMoved() throws IOException {
        TinyElf.usual().buildId(ID).loadedAt(0x400000).function("f", 0x401000, 8).write(given.resolve("shop"));
        assertEquals(Optional.of("f"), symbols().function(place(ID, 0x1000)));
        assertEquals(Optional.of("f+0x1"),
                symbols().function(new Place("/shop", ID, 0x401001, Movable.NO)));
    }

    @Test
    void placesOfCallsOfTheHeapAreNamed() throws IOException {
        TinyElf.usual().function("reserve", 0x1000, 0x100).write(given.resolve("shop"));
        var analysis = new HeapAnalysis();
        var fold = (HeapFold) analysis.newFold();
        fold.mapped(0x5555_0000_0000L, 0x4000, Texts.of("/usr/bin/shop"), 1, 5);
        fold.malloc(10, 0x1000, 5, 5, Texts.of("shop"), 0x5555_0000_1010L);
        var use = fold.cut(Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals("shop+0x1010", site(analysis, use));
        assertEquals("shop:reserve+0x10", site(analysis.withSymbols(symbols()), use));
    }

    private static <P> String site(Analysis<P> analysis, P use) {
        return Pieces.json(analysis, View.whole(analysis, use)).at("/sites/0/site").asText();
    }

    /** The same program, compiled at another time. */
    @Test
    void aRecordingIsNotNamedByAnotherBuildOfItsProgram() throws IOException {
        LineReport report = new LocalReport(List.of(new CallstackAnalysis()), Slices.seconds())
                .of(SharedTraces.line("../traces-ctf2/ust-callstack-1"), _ -> {});
        var symbols = LocalSymbols.of(List.of(SharedTraces.root().resolve("ust-callstack-1")), machine,
                problems::add);
        assertEquals(report.results().getFirst().json(),
                report.withSymbols(symbols).results().getFirst().json());
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().endsWith("the trace tells 5f703376843a1de386d6007f0232f18782d3d6d4"
                + " [symbols-of-other-build]"), problems.getFirst());
    }

    /** The program that was traced is beside its recording: every function that was called has the name that nm tells. */
    @ParameterizedTest
    @ValueSource(strings = { "ust-callstack-1", "../traces-ctf2/ust-callstack-1"})
    void functionsOfARecordingAreThoseOfItsProgram(String recording) throws Exception {
        Tools.assumeInstalled("nm");
        Path program = SharedTraces.root().resolve(recording).resolve("calls");
        Map<Long, String> expected = new HashMap<>();
        for (String line : Tools.run(List.of("nm", program.toString()))) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[1].matches("[tT]")) {
                expected.put(Long.parseLong(words[0], 16), words[2]);
            }
        }
        LineReport report = new LocalReport(List.of(new CallstackAnalysis()), Slices.seconds())
                .of(SharedTraces.line(recording), _ -> {});
        var symbols = LocalSymbols.of(List.of(program.getParent()), machine, problems::add);
        JsonNode plain = report.results().getFirst().json();
        JsonNode named = report.withSymbols(symbols).results().getFirst().json();
        var seen = new TreeSet<String>();
        for (int i = 0; i < named.get("functions").size(); i++) {
            JsonNode function = named.get("functions").get(i);
            long address = Long.parseLong(function.get("address").asText(), 16);
            assertEquals("calls:0x" + Long.toHexString(address),
                    plain.get("functions").get(i).get("function").asText());
            assertEquals("calls:" + expected.get(address), function.get("function").asText());
            assertEquals(plain.get("functions").get(i).get("sum_ns"), function.get("sum_ns"));
            seen.add(function.get("function").asText());
        }
        assertTrue(seen.containsAll(List.of("calls:main", "calls:worker", "calls:fib", "calls:leaf")), seen.toString());
        assertEquals(plain.get("folded").size(), named.get("folded").size());
        assertTrue(named.get("folded").toString().contains("calls:worker;calls:request;calls:fib;calls:fib"));
        assertEquals(List.of(), problems);
    }
}
