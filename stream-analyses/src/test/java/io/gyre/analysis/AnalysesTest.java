package io.gyre.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.chunk.Window;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnalysesTest {
    private final EventCounts counts = new EventCounts(new TreeMap<>(Map.of("a", 300L, "b", 1L)), -5, 1L << 62);

    @Test
    void serviceLoaderFindsThem() {
        assertEquals(
                List.of("callstack", "cpu", "cpus", "events", "heap", "io", "irq", "locks", "logs", "memory", "net",
                        "probes", "rates", "sched", "schedlog", "syscalls", "threads", "timeline", "wakeups"),
                Analyses.installed().names().stream().sorted().toList());
        assertEquals("cpu", Analyses.installed().select(List.of("cpu")).getFirst().name());
    }

    @Test
    void whatIsLargeRunsOnlyWhereItIsNamed() {
        List<String> usual = Analyses.installed().select(List.of()).stream().map(Analysis::name).toList();
        assertEquals(Set.of("schedlog", "timeline"),
                Analyses.installed().names().stream().filter(name -> !usual.contains(name))
                        .collect(Collectors.toSet()));
        assertEquals("timeline", Analyses.installed().select(List.of("timeline")).getFirst().name());
    }

    @Test
    void unknownNameIsAnsweredWithThoseInstalled() {
        var error = assertThrows(IllegalArgumentException.class, () -> Analyses.installed().select(List.of("cup")));
        assertTrue(error.toString().contains("\"cup\"; installed: callstack, cpu, cpus, events"), error.toString());
    }

    @Test
    void partialSurvivesItsEncoding() throws PartialFormatException {
        var analysis = new EventsAnalysis();
        byte[] bytes = analysis.encode(counts);
        assertEquals(counts, analysis.decode(bytes));
        assertArrayEquals(bytes, analysis.encode(analysis.decode(bytes)));
    }

    @Test
    void anyFlippedBitIsFound() {
        var analysis = new EventsAnalysis();
        byte[] bytes = analysis.encode(counts);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(PartialFormatException.class, () -> analysis.decode(damaged), "bit " + bit);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThrows(PartialFormatException.class, () -> analysis.decode(cut), "cut to " + length);
        }
    }

    @Test
    void partialOfAnotherAnalysisIsRefused() {
        byte[] bytes = new EventsAnalysis().encode(counts);
        var error = assertThrows(PartialFormatException.class, () -> new CpuAnalysis().decode(bytes));
        assertEquals("partial-of-other-analysis", error.code());
    }

    @Test
    void slicesAreAlignedToTheEpoch() {
        assertEquals(2, Slices.seconds().indexOf(2_999_999_999L));
        assertEquals(-1, Slices.seconds().indexOf(-1));
        assertEquals(new Window(1_999_999_999L, 2_999_999_999L), Slices.seconds().range(2));
        assertEquals(new Window(2_500_000_000L, 2_999_999_999L),
                Slices.seconds().within(new Window(2_500_000_000L, Long.MAX_VALUE), 2));
        assertEquals(Long.MAX_VALUE, Slices.seconds().range(Slices.seconds().indexOf(Long.MAX_VALUE)).upToNs());
    }
}
