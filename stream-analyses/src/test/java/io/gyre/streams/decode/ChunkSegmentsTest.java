package io.gyre.streams.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.analysis.OrderAnalysis;
import io.gyre.chunk.TraceClasses;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyInputs;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.streams.tiny.TinySegments;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.WorkItem.StreamName;
import io.gyre.wire.seal.age.X25519Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkSegmentsTest {
    private final X25519Identity identity = X25519Identity.generate();
    private final TinySegments store = new TinySegments();
    private int most;

    private ChunkSegments open(TinyChunk chunk, Manifest manifest, TraceClass traceClass) {
        var loader = new SegmentLoader(store, List.of(identity));
        var table = new StreamTable(manifest.streams().stream().map(stream -> new StreamName(stream.tracePath(),
                stream.dataStreamClassId(), stream.dataStreamId(), stream.name())).toList());
        return new ChunkSegments(segment -> load(loader, chunk, segment, table, traceClass), table);
    }

    private static LoadedSegment load(SegmentLoader loader, TinyChunk chunk, SegmentRef segment, StreamTable table,
            TraceClass traceClass) {
        try {
            return LoadedSegment.of(loader.open(chunk.line(), segment), table, Map.of("kernel", traceClass),
                    Long.MIN_VALUE, bad -> {
                        throw new AssertionError(bad);
                    });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TraceClass traceClass() throws Exception {
        return TraceClasses.of(TinyTrace.METADATA.getBytes(StandardCharsets.UTF_8), "metadata");
    }

    /** A long chunk: as many packets as 60 usual ones have. */
    private static TinyChunk longChunk(int packetsPerSegment) {
        List<TinyChunk> chunks = TinyLine.record(new Random(2), 60, packetsPerSegment);
        TinyChunk first = chunks.getFirst();
        return new TinyChunk(first.line(), 0, null, Long.MIN_VALUE, chunks.getLast().upToNs(),
                chunks.stream().flatMap(chunk -> chunk.packets().stream()).toList(), packetsPerSegment);
    }

    @Test
    void fewSegmentsAreInMemoryAndEachIsFetchedOnce() throws Exception {
        TinyChunk chunk = longChunk(2);
        Manifest manifest = chunk.publish(store, List.of(identity.recipient()), TinyTrace.METADATA);
        assertTrue(manifest.segments().size() > 100);
        ChunkSegments segments = open(chunk, manifest, traceClass());
        List<StreamInput> inputs = segments.streams(manifest.segments(), Map.of("kernel", traceClass()), Long.MIN_VALUE,
                StreamInput.Origin.OWN);
        var fold = new OrderAnalysis().newFold();
        try (EventReader reader = EventReader.handlers(inputs, List.of(fold), Damage.STRICT)) {
            while (reader.hasNext()) {
                reader.runUntil(reader.nextTimestampNs());
                most = Math.max(most, segments.inMemory());
            }
        }
        assertTrue(most <= inputs.size() + 1, most + " segments in memory");
        assertEquals(manifest.segments().size() - 1, store.fetches());
        assertEquals(plain(chunk), fold.cut(0, 0));
    }

    @Test
    void streamReadFarAheadDoesNotFillTheMemory() throws Exception {
        TinyChunk chunk = longChunk(2);
        Manifest manifest = chunk.publish(store, List.of(identity.recipient()), TinyTrace.METADATA);
        ChunkSegments segments = open(chunk, manifest, traceClass());
        List<StreamInput> inputs = segments.streams(manifest.segments(), Map.of("kernel", traceClass()), Long.MIN_VALUE,
                StreamInput.Origin.OWN);
        long packets = 0;
        for (StreamInput input : inputs) {
            while (input.packets().next() != null) {
                packets++;
                most = Math.max(most, segments.inMemory());
            }
        }
        assertEquals(chunk.packets().size(), packets);
        assertTrue(most <= inputs.size() + 4, most + " segments in memory");
    }

    private static Object plain(TinyChunk chunk) throws Exception {
        var fold = new OrderAnalysis().newFold();
        try (EventReader reader = EventReader.handlers(TinyInputs.of(chunk.packets()), List.of(fold), Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return fold.cut(0, 0);
    }
}
