package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gyre.analysis.Slices;
import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Bundle;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.Losses;
import io.gyre.streams.stitch.StitchedLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StitchedLineTest {
    private final AnalysisSet events = new AnalysisSet(List.of(new EventsAnalysis()));
    private final StitchedLine line = new StitchedLine(7L,
            new LineState(3, bundle(5), new LineState.OpenSlice(12, bundle(2))));

    private static Bundle bundle(long ticks) {
        return new Bundle(Losses.gaps(1), List.of(new EventCounts(new TreeMap<>(Map.of("tick", ticks)), 1, 9)));
    }

    @Test
    void survivesItsEncoding() throws Exception {
        byte[] bytes = line.encode(events, Slices.seconds());
        StitchedLine read = StitchedLine.decode(bytes, events, Slices.seconds());
        assertEquals(line, read);
        assertArrayEquals(bytes, read.encode(events, Slices.seconds()));
    }

    @Test
    void slicesOfAnotherLengthKeepTheTotal() throws Exception {
        StitchedLine read = StitchedLine.decode(line.encode(events, Slices.seconds()), events,
                Slices.of(Duration.ofMillis(100)));
        assertNull(read.state().open());
        assertEquals(line.state().all(events), read.state().total());
    }

    @Test
    void analysesMayComeAndGo() throws Exception {
        var both = new AnalysisSet(List.of(new CpuAnalysis(), new EventsAnalysis()));
        StitchedLine more = StitchedLine.decode(line.encode(events, Slices.seconds()), both, Slices.seconds());
        assertEquals(line.state().total().partials().getFirst(), more.state().total().partials().getLast());
        StitchedLine less = StitchedLine.decode(more.encode(both, Slices.seconds()), events, Slices.seconds());
        assertEquals(line, less);
    }
}
