package io.gyre.publisher.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.publisher.error.LineException;
import io.gyre.publisher.ledger.Ledger;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineWindowsTest {
    private static final long MIN = Long.MIN_VALUE;
    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    @TempDir
    Path folder;

    private LineLedger ledger;

    @BeforeEach
    void open() {
        ledger = new Ledger(folder, "cluster", "topic").line(new LineId("h", "s", "c"));
    }

    @Test
    void windowsMeetAndNeverGoBack() throws Exception {
        LineWindows windows = windows(Map.of(0L, 100L, 1L, 90L, 3L, 300L));

        assertEquals(new ChunkWindow(null, MIN, 100), windows.of(0));
        assertEquals(new ChunkWindow(0L, 100, 100), windows.of(1));
        assertEquals(new ChunkWindow(1L, 100, 300), windows.of(3));
        assertEquals(new ChunkWindow(3L, 300, Long.MAX_VALUE), windows.closing(3));
    }

    @Test
    void aChunkThatTellsNothingHasAnEmptyWindow() throws Exception {
        LineWindows windows = new LineWindows(ids(0, 1, 2), ledger,
                id -> id == 1 ? OptionalLong.empty() : OptionalLong.of(100 + id));

        assertEquals(new ChunkWindow(0L, 100, 100), windows.of(1));
        assertEquals(new ChunkWindow(1L, 100, 102), windows.of(2));
    }

    @Test
    void whatIsPublishedStaysWhateverThePacketsSayNow() throws Exception {
        publish(entry(2, ChunkKind.CHUNK, 1L, 70, 80));
        LineWindows windows = windows(Map.of(0L, 100L, 1L, 150L, 3L, 300L));

        assertEquals(new ChunkWindow(0L, 70, 70), windows.of(1), "the successor has said where this one ends");
        assertEquals(new ChunkWindow(2L, 80, 300), windows.of(3));
    }

    @Test
    void aChunkBetweenPublishedNeighboursHasNoWindowLeft() throws Exception {
        publish(entry(0, ChunkKind.CHUNK, null, MIN, 50));
        publish(entry(2, ChunkKind.CHUNK, 0L, 50, 80));

        LineException refused = assertThrows(LineException.class, () -> windows(Map.of(1L, 60L)).of(1));

        assertEquals("chunk-out-of-line", refused.code());
    }

    @Test
    void afterTheEndEverythingIsLate() throws Exception {
        publish(entry(0, ChunkKind.CHUNK, null, MIN, 50));
        publish(entry(0, ChunkKind.CLOSING, 0L, 50, Long.MAX_VALUE));

        assertEquals(new ChunkWindow(0L, Long.MAX_VALUE, Long.MAX_VALUE), windows(Map.of(1L, 60L)).of(1));
        assertEquals(List.of(), CarriedSegments.from(0L, ledger));
    }

    @Test
    void segmentsAreCarriedUntilAWindowReachesTheirEnd() throws Exception {
        publish(entry(0, ChunkKind.CHUNK, null, MIN, 50, segment(0, 0, MIN), segment(0, 1, 50), segment(0, 2, 51),
                segment(0, 3, 200)));
        publish(entry(1, ChunkKind.CHUNK, 0L, 50, 100, segment(1, 0, MIN), segment(1, 1, 100)));
        publish(entry(2, ChunkKind.CHUNK, 1L, 100, 300, segment(2, 0, 400)));

        assertEquals(List.of("0.0", "0.2", "0.3"), carriedFrom(0L));
        assertEquals(List.of("0.0", "0.3"), carriedFrom(1L));
        assertEquals(List.of("2.0"), carriedFrom(2L));
        assertEquals(List.of(), carriedFrom(null));
    }

    @Test
    void whatIsCarriedIsUnknownWhileAPredecessorIsNotPublished() throws Exception {
        publish(entry(1, ChunkKind.CHUNK, 0L, 50, 100));
        assertNull(CarriedSegments.from(0L, ledger));
        assertNull(CarriedSegments.from(1L, ledger));

        publish(entry(0, ChunkKind.CHUNK, null, MIN, 50, segment(0, 0, MIN), segment(0, 1, 150)));
        assertEquals(List.of("0.0", "0.1"), carriedFrom(1L));
    }

    private List<String> carriedFrom(@Nullable Long previous) {
        List<SegmentRef> carried = CarriedSegments.from(previous, ledger);
        return carried == null
                ? List.of("unknown")
                : carried.stream().map(ref -> ref.chunkId() + "." + ref.index()).toList();
    }

    private LineWindows windows(Map<Long, Long> boundaries) {
        return new LineWindows(new TreeSet<>(boundaries.keySet()), ledger,
                id -> OptionalLong.of(boundaries.getOrDefault(id, MIN)));
    }

    private void publish(LedgerEntry entry) throws Exception {
        try (var hold = ledger.hold()) {
            hold.add(entry);
        }
    }

    private static NavigableSet<Long> ids(long... ids) {
        var set = new TreeSet<Long>();
        for (long id : ids) {
            set.add(id);
        }
        return set;
    }

    private static LedgerEntry entry(long id, ChunkKind kind, @Nullable Long previous, long after, long upTo,
            SegmentRef... segments) {
        return new LedgerEntry(id, kind, "name", DIGEST, 0, 0, previous, after, upTo, 0, id, 0,
                LedgerEntry.reachingPast(upTo, List.of(segments)));
    }

    private static SegmentRef segment(long chunk, int index, long endNs) {
        return new SegmentRef(chunk, index, 0, 0, 0, 0, DIGEST, MIN, endNs, 1, List.of());
    }
}
