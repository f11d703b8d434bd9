package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.Slices;
import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.analysis.kernel.io.IoAnalysis;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Bundle;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.Losses;
import io.gyre.streams.stitch.InlineLine;
import io.gyre.streams.stitch.LineHead;
import io.gyre.streams.stitch.StitchedLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        StitchedLine.Encoded bytes = line.encode(events, Slices.seconds());
        StitchedLine read = StitchedLine.decode(bytes, events, Slices.seconds());
        assertEquals(line, read);
        assertEquals(bytes.head(), read.encode(events, Slices.seconds()).head());
        assertEquals(bytes.head(), LineHead.decode(bytes.head().encode()));
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

    @Test
    void anAnalysisThatComesLaterBeginsTheLineThere() throws Exception {
        var io = new IoAnalysis();
        var both = new AnalysisSet(List.of(io, new EventsAnalysis()));
        StitchedLine more = StitchedLine.decode(line.encode(events, Slices.seconds()), both, Slices.seconds());
        assertEquals(io.begin(), more.state().total().partials().getFirst());
        assertNotEquals(io.empty(), io.begin());
    }

    @Test
    void theVersionBeforeIsRead() throws Exception {
        StitchedLine.Encoded stored = line.encode(events, Slices.seconds());
        var out = new PartialOutput();
        out.writeUnsigned(1);
        out.writeFlag(true);
        out.writeUnsigned(7);
        out.writeUnsigned(3);
        out.writeUnsigned(Slices.seconds().lengthNs());
        writeInline(stored.total(), out);
        out.writeFlag(true);
        out.writeSigned(12);
        writeInline(stored.open(), out);
        StitchedLine.Encoded inline = Objects.requireNonNull(InlineLine.decode(out.toByteArray()));
        assertEquals(line, StitchedLine.decode(inline, events, Slices.seconds()));
        assertNull(InlineLine.decode(stored.head().encode()));
    }

    private static void writeInline(Map<String, byte[]> encodings, PartialOutput out) {
        out.writeUnsigned(encodings.size());
        encodings.forEach((analysis, bytes) -> {
            out.writeString(analysis);
            out.writeBytes(bytes);
        });
    }
}
