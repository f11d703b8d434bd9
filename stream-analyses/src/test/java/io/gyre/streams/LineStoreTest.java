package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.Slices;
import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.analysis.line.Bundle;
import io.gyre.analysis.line.LineState;
import io.gyre.analysis.line.Losses;
import io.gyre.streams.stitch.StitchedLine;
import io.gyre.wire.LineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class LineStoreTest {
    private static final LineId LINE = new LineId("web-1", "shop", "20261123T092351+0000");
    private static final EventsAnalysis EVENTS = new EventsAnalysis();
    private static final BulkyAnalysis BULKY = new BulkyAnalysis(5, 3 * LargeValues.PART_BYTES);
    private static final EventCounts TICKS = new EventCounts(new TreeMap<>(Map.of("tick", 4L)), 1, 9);

    private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("lines").get();
    private final LineStore both = of(BULKY, EVENTS);
    private final LineStore eventsAlone = of(EVENTS);

    private LineStore of(Analysis<?>... analyses) {
        return new LineStore(StitchRules.of(new AnalysisSet(List.of(analyses)), Slices.seconds()), store);
    }

    private static StitchedLine line(long lastChunkId, Object... partials) {
        var bundle = new Bundle(Losses.NONE, List.of(partials));
        return new StitchedLine(lastChunkId, new LineState(3, bundle, new LineState.OpenSlice(12, bundle)));
    }

    private static void put(LineStore lines, StitchedLine line) {
        lines.put(LINE, lines.encode(line));
    }

    private List<Bytes> keys() {
        var keys = new ArrayList<Bytes>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    @Test
    void whatIsPutIsLoaded() {
        StitchedLine line = line(7, List.of(5L), TICKS);
        put(both, line);
        assertEquals(line, both.load(LINE));
    }

    @Test
    void anAnalysisThatIsLeftOutForAWhileKnowsNothingOfBefore() {
        put(both, line(7, List.of(5L), TICKS));
        put(eventsAlone, line(8, TICKS));
        assertEquals(line(8, List.of(), TICKS), both.load(LINE));
        assertEquals(3, keys().size(), keys().toString());
    }

    @Test
    void aLineThatHasEndedIsOneEntry() {
        put(both, line(7, List.of(5L), TICKS));
        put(both, new StitchedLine(9L, StitchedLine.start(new AnalysisSet(List.of(BULKY, EVENTS))).state()));
        assertEquals(List.of(StoreKeys.line(LINE)), keys());
    }

    @Test
    void whatIsMissingIsNoticed() {
        put(both, line(7, List.of(5L), TICKS));
        store.delete(StoreKeys.line(LINE, StoreKeys.Section.OPEN, EVENTS.name()));
        assertThrows(StateException.class, () -> both.load(LINE));
    }

    @Test
    void noiseIsNoLine() {
        store.put(StoreKeys.line(LINE), new byte[]{ 9, 9, 9});
        assertThrows(StateException.class, () -> both.load(LINE));
    }
}
