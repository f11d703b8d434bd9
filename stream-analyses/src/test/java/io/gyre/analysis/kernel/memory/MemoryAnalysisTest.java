package io.gyre.analysis.kernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Threads;
import io.gyre.analysis.View;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import io.gyre.analysis.kernel.Pieces;
import io.gyre.analysis.kernel.text.Texts;
import io.gyre.ctf.filter.GlobPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MemoryAnalysisTest {
    private final MemoryAnalysis analysis = new MemoryAnalysis();

    private static Consumer<MemoryFold> take(long at, int tid, int order) {
        return fold -> fold.pagesAllocated(at, 0, tid, 0xF000, order);
    }

    private static Consumer<MemoryFold> give(long at, int tid, int order) {
        return fold -> fold.pagesFreed(at, 0, tid, order);
    }

    private static Consumer<MemoryFold> allocate(long at, int tid, long address, long requested, long taken) {
        return fold -> fold.allocated(at, 0, tid, address, requested, taken);
    }

    private static Consumer<MemoryFold> free(long at, int tid, long address) {
        return fold -> fold.freed(at, 0, tid, address);
    }

    private static Consumer<MemoryFold> switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("t" + from), from, Texts.of("t" + to), to, 20);
    }

    private static MemoryUse fold(List<Consumer<MemoryFold>> calls) {
        return Pieces.fold(MemoryFold::new, calls);
    }

    @Test
    void pagesAndBytesAreThoseOfWhoTookThem() {
        ObjectNode json = Pieces.json(analysis, fold(List.of(
                fold -> fold.stateDump(1, 11, 10, Texts.of("worker")),
                fold -> fold.stateDump(1, 10, 10, Texts.of("server")),
                take(10, 11, 3), give(11, 11, 2), take(12, 10, 1), give(13, 11, 2),
                fold -> fold.pagesAllocated(14, 0, 11, 0, 4),
                allocate(20, 11, 0x100, 90, 96), allocate(21, 11, 0x200, 30, 32), free(22, 10, 0x100),
                free(23, 10, 0x900),
                free(24, 10, 0), fold -> fold.userFault(30, 0, 11), fold -> fold.kernelFault(31, 0, 10))));
        assertEquals("{\"pages_allocated\":10,\"pages_freed\":8,\"pages_net\":2,\"kmem_allocations\":2,"
                + "\"kmem_requested_bytes\":120,\"kmem_allocated_bytes\":128,\"kmem_frees\":2,"
                + "\"kmem_frees_of_known_size\":1,\"kmem_freed_bytes\":96,\"user_faults\":1,\"kernel_faults\":1,"
                + "\"pages_peak\":8}", json.get("total").toString());
        assertEquals("[{\"pid\":10,\"process\":\"server\",\"pages_allocated\":10,\"pages_freed\":8,\"pages_net\":2,"
                + "\"kmem_allocations\":2,\"kmem_requested_bytes\":120,\"kmem_allocated_bytes\":128,\"kmem_frees\":2,"
                + "\"kmem_frees_of_known_size\":1,\"kmem_freed_bytes\":96,\"user_faults\":1,\"kernel_faults\":1}]",
                json.get("per_process").toString());
        assertEquals("11 8 8 8", json.at("/per_thread/0/tid") + " " + json.at("/per_thread/0/pages_allocated") + " "
                + json.at("/per_thread/0/pages_freed") + " " + json.at("/per_thread/0/pages_peak"));
        assertEquals("10 2 2", json.at("/per_thread/1/tid") + " " + json.at("/per_thread/1/pages_net") + " "
                + json.at("/per_thread/1/pages_peak"));
    }

    @Test
    void aFleetHasTheSumsAndTheProcesses() {
        MemoryUse use = fold(List.of(fold -> fold.stateDump(1, 11, 10, Texts.of("worker")),
                fold -> fold.stateDump(1, 10, 10, Texts.of("server")), take(10, 11, 3), give(11, 11, 2),
                take(12, 10, 1),
                allocate(20, 11, 0x100, 90, 96), free(22, 10, 0x100), fold -> fold.userFault(30, 0, 11),
                fold -> fold.kernelFault(31, 0, 12)));
        FleetFigures figures = analysis.fleet(View.whole(analysis, use)).orElseThrow();
        assertEquals("{kernel_faults=1, kmem_allocated_bytes=96, kmem_allocations=1, kmem_freed_bytes=96, kmem_frees=1,"
                + " kmem_requested_bytes=90, pages_allocated=10, pages_freed=4, user_faults=1}",
                figures.sums().toString());
        assertEquals(Map.of("server", 10L), Objects.requireNonNull(figures.tops().get("pages")).atLeast());
        assertEquals(Map.of("server", 96L), Objects.requireNonNull(figures.tops().get("kmem")).atLeast());
        assertEquals(Unit.BYTES, Objects.requireNonNull(figures.tops().get("kmem")).unit());
        assertEquals(Map.of("server", 1L, "?", 1L), Objects.requireNonNull(figures.tops().get("faults")).atLeast());
    }

    @Test
    void wantedThreadsAndProcessesAreShownAlone() {
        MemoryUse use = fold(List.of(fold -> fold.stateDump(1, 11, 10, Texts.of("worker")),
                fold -> fold.stateDump(1, 10, 10, Texts.of("server")), take(10, 11, 3), take(12, 10, 1),
                take(13, 7, 1)));
        View<MemoryUse> view = View.whole(analysis, use);
        String server = analysis.text(view, new Detail(10, new Threads(Set.of(), List.of(GlobPattern.of("serv*")))));
        assertEquals(List.of("10 0 10 0 0 0 0 0 server (10)", "2 0 2 0 0 0 0 0 server (10)"), rows(server));
        String worker = analysis.text(view, new Detail(10, new Threads(Set.of(11), List.of())));
        assertEquals(List.of("(none of the threads that are wanted)", "8 0 8 0 0 0 0 0 worker (11)"), rows(worker));
    }

    private static List<String> rows(String text) {
        return text.lines().map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty() && !line.startsWith("pages allocated")).toList();
    }

    @Test
    void peaksAndSizesGoAcrossCuts() {
        var left = fold(List.of(switchTo(1, 3, 0, 7), fold -> fold.pagesAllocated(2, 3, 0, 1, 3),
                fold -> fold.allocated(3, 3, 0, 0x100, 60, 64)));
        var right = fold(List.of(fold -> fold.pagesAllocated(5, 3, 0, 1, 0), fold -> fold.freed(6, 3, 0, 0x100),
                fold -> fold.pagesFreed(7, 3, 0, 3), switchTo(8, 3, 7, 0)));
        ObjectNode json = Pieces.json(analysis, analysis.merge(left, right));
        assertEquals("7 9 64 1", json.at("/per_thread/0/tid") + " " + json.at("/per_thread/0/pages_peak") + " "
                + json.at("/per_thread/0/kmem_freed_bytes") + " " + json.at("/per_thread/0/pages_net"));
        ObjectNode later = Pieces.json(analysis, new View<>(left, right, 4, 9));
        assertEquals("7 1 64", later.at("/per_thread/0/tid") + " " + later.at("/per_thread/0/pages_peak") + " "
                + later.at("/total/kmem_freed_bytes"));
        ObjectNode gapped = Pieces.json(analysis,
                analysis.merge(analysis.merge(left, analysis.gap()), right));
        assertEquals("1 0", gapped.at("/total/kmem_frees") + " " + gapped.at("/total/kmem_frees_of_known_size"));
    }

    /** Several CPUs are idle at a time, so that the order of what they do is not known when a cut has parted them. */
    @Test
    void idleThreadsHaveNoPeak() {
        ObjectNode json = Pieces.json(analysis,
                fold(List.of(switchTo(1, 3, 7, 0), fold -> fold.pagesAllocated(2, 3, 0, 1, 3))));
        assertEquals("0 8", json.at("/per_thread/0/tid") + " " + json.at("/per_thread/0/pages_allocated"));
        assertFalse(json.at("/per_thread/0").has("pages_peak"));
        assertEquals(8, json.at("/total/pages_peak").asInt());
    }

    @Test
    void cutsChangeNothing() {
        var random = new Random(6);
        for (int round = 0; round < 300; round++) {
            var calls = new ArrayList<Consumer<MemoryFold>>();
            var running = new int[3];
            for (int i = 0; i < 60; i++) {
                long at = i * 10L;
                int cpu = random.nextInt(3);
                long address = random.nextInt(4) * 64L;
                int order = random.nextInt(3);
                switch (random.nextInt(7)) {
                    case 0, 1 -> calls.add(fold -> fold.pagesAllocated(at, cpu, 0, address, order));
                    case 2 -> calls.add(fold -> fold.pagesFreed(at, cpu, 0, order));
                    case 3 -> calls.add(fold -> fold.allocated(at, cpu, 0, address, order, order + 8));
                    case 4 -> calls.add(fold -> fold.freed(at, cpu, 0, address));
                    case 5 -> calls.add(fold -> fold.userFault(at, cpu, 0));
                    default -> {
                        int next = switch (cpu) {
                            case 0 -> random.nextInt(3);
                            case 1 -> 3 * random.nextInt(2);
                            default -> 0;
                        };
                        calls.add(switchTo(at, cpu, running[cpu], next));
                        running[cpu] = next;
                    }
                }
            }
            Pieces.check(analysis, MemoryFold::new, calls, random);
        }
    }

    @Test
    void threadsBeyondTheLimitAreCountedTogether() {
        var calls = new ArrayList<Consumer<MemoryFold>>();
        for (int tid = 1; tid <= 8195; tid++) {
            calls.add(take(tid, tid, 1));
        }
        MemoryUse use = fold(calls);
        assertEquals(6, use.byThread().others().pages().allocated());
        assertEquals(2 * 8195, use.total().pages().peak());
        assertEquals(use, analysis.merge(fold(calls.subList(0, 5000)), fold(calls.subList(5000, calls.size()))));
    }
}
