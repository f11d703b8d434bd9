package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinyEvent;
import io.gyre.streams.tiny.TinyLine;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import io.gyre.wire.Sha256;
import io.gyre.wire.Topics;
import io.gyre.wire.Xxh128;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.AllowedSigners;
import io.gyre.wire.seal.ssh.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GyreTopologyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Manifest> publish(TopologyRun run, List<TinyChunk> chunks) {
        var manifests = new ArrayList<Manifest>();
        chunks.forEach(
                chunk -> manifests
                        .add(chunk.publish(run.segments, List.of(run.identity.recipient()), TinyTrace.METADATA)));
        manifests.add(chunks.getLast().closing());
        return manifests;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 4, 100})
    void chunksInAnyOrderGiveTheUncutAnswer(int packetsPerSegment) throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            List<TinyChunk> chunks = TinyLine.record(random, 6, packetsPerSegment);
            try (var run = new TopologyRun()) {
                List<Manifest> manifests = publish(run, chunks);
                if (seed > 0) {
                    Collections.shuffle(manifests, random);
                }
                manifests.forEach(run::send);
                assertEquals(List.of(), run.quarantined());
                assertEquals(UncutLine.json(chunks), run.finalJson());
            }
        }
    }

    @Test
    void slicesAddUpToTheLine() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(5), 6, 3);
        try (var run = new TopologyRun()) {
            publish(run, chunks).forEach(run::send);
            for (String analysis : List.of("cpu", "events")) {
                for (Result.Scope scope : List.of(Result.Scope.SLICE, Result.Scope.WINDOW)) {
                    for (String figure : List.of("busy_ns", "idle_ns", "switches", "migrations", "events",
                            "discarded_events", "discarded_packets")) {
                        assertEquals(sum(run.results(), analysis, Result.Scope.LINE, figure),
                                sum(run.results(), analysis, scope, figure), analysis + " " + scope + " " + figure);
                    }
                }
            }
        }
    }

    private static long sum(List<Result> results, String analysis, Result.Scope scope, String figure)
            throws Exception {
        long sum = 0;
        for (Result result : results) {
            if (result.analysis().equals(analysis) && result.scope() == scope
                    && (scope != Result.Scope.LINE || result.closing())) {
                sum += JSON.readTree(result.json()).path(figure).asLong();
            }
        }
        return sum;
    }

    @Test
    void publishedAgainChangesNothing() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(1), 4, 2);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            manifests.forEach(run::send);
            int results = run.results().size();
            manifests.forEach(run::send);
            assertEquals(results, run.results().size());
            assertEquals(List.of(), run.quarantined());
        }
    }

    @Test
    void otherContentUnderTheSameIdIsRefused() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(1), 2, 2);
        TinyChunk other = TinyLine.record(new Random(2), 2, 2).getFirst();
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            run.send(manifests.getFirst());
            run.send(other.publish(run.segments, List.of(run.identity.recipient()), TinyTrace.METADATA));
            manifests.forEach(run::send);
            assertEquals(List.of("manifest-conflict"), codes(run.quarantined()));
            assertEquals(UncutLine.json(chunks), run.finalJson());
        }
    }

    /** Versions before took SHA-256 of content; what they published first counts. */
    @Test
    void publishedAgainWithAnotherKindOfDigestChangesNothing() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(1), 4, 2);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            manifests.forEach(manifest -> run.send(withContent(manifest, Sha256.of(new byte[0]))));
            assertEquals(UncutLine.json(chunks), run.finalJson());
            int results = run.results().size();
            manifests.forEach(manifest -> run.send(withContent(manifest, Xxh128.of(new byte[0]))));
            assertEquals(results, run.results().size());
            assertEquals(List.of(), run.quarantined());
            run.send(withContent(manifests.getFirst(), Sha256.of(new byte[]{ 1})));
            assertEquals(List.of("manifest-conflict"), codes(run.quarantined()));
        }
    }

    @Test
    void missingChunkIsWaitedForAndThenAGap() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(3), 5, 2);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            Manifest missing = manifests.remove(2);
            manifests.forEach(run::send);
            assertEquals(List.of(), run.finalJson());
            run.passTime(TopologyRun.GAP_TIMEOUT.dividedBy(2));
            assertEquals(List.of(), run.finalJson());
            run.passTime(TopologyRun.GAP_TIMEOUT);
            JsonNode events = JSON.readTree(run.finalJson().getLast());
            assertEquals(1, events.get("gaps").asLong());
            assertEquals(4, events.get("chunks").asLong());
            run.send(missing);
            assertEquals(List.of("line-closed"), codes(run.quarantined()));
        }
    }

    @Test
    void clearedChunkIsAGapAtOnce() throws Exception {
        List<TinyChunk> chunks = new ArrayList<>(TinyLine.record(new Random(3), 5, 2));
        chunks.remove(2);
        TinyChunk after = chunks.get(2);
        chunks.set(2, new TinyChunk(after.line(), after.id(), 1L, after.afterNs(), after.upToNs(), after.packets(), 2));
        try (var run = new TopologyRun()) {
            publish(run, chunks).forEach(run::send);
            JsonNode events = JSON.readTree(run.finalJson().getLast());
            assertEquals(1, events.get("gaps").asLong());
            JsonNode whole = JSON.readTree(UncutLine.json(chunks).getLast());
            assertEquals(whole.get("by_class"), events.get("by_class"));
            assertEquals(whole.get("discarded_events"), events.get("discarded_events"));
        }
    }

    @Test
    void lateEventsAreCountedAndProcessed() throws Exception {
        List<TinyChunk> chunks = new ArrayList<>(TinyLine.record(new Random(8), 4, 3));
        TinyChunk hasty = chunks.get(1);
        long upToNs = hasty.upToNs() + 500_000_000;
        chunks.set(1, new TinyChunk(hasty.line(), 1, 0L, hasty.afterNs(), upToNs, hasty.packets(), 3));
        long late = chunks.get(2).packets().stream().flatMap(packet -> packet.events().stream())
                .filter(event -> event.at() <= upToNs).count();
        try (var run = new TopologyRun()) {
            publish(run, chunks).forEach(run::send);
            JsonNode events = JSON.readTree(run.finalJson().getLast());
            JsonNode whole = JSON.readTree(UncutLine.json(chunks).getLast());
            assertTrue(late > 0);
            assertEquals(late, events.get("late_events").asLong());
            assertEquals(whole.get("by_class"), events.get("by_class"));
        }
    }

    @Test
    void damagedSegmentCostsItsPacketsAlone() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(4), 4, 3);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            run.segments.flipBit(manifests.get(1).segments().get(2).offset());
            manifests.forEach(run::send);
            assertEquals("seal-corrupt", codes(run.quarantined()).getFirst());
            assertIncomplete(run, chunks);
        }
    }

    @Test
    void deletedSegmentCostsItsPacketsAlone() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(4), 4, 3);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            run.segments.delete(manifests.get(1).segments().get(2).offset());
            manifests.forEach(run::send);
            assertEquals("segment-lost", codes(run.quarantined()).getFirst());
            assertIncomplete(run, chunks);
        }
    }

    @Test
    void chunkSealedForOthersIsAGap() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(4), 4, 3);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            manifests.set(1, chunks.get(1).publish(run.segments, List.of(X25519Identity.generate().recipient()),
                    TinyTrace.METADATA));
            manifests.forEach(run::send);
            assertTrue(codes(run.quarantined()).contains("seal-wrong-key"));
            assertIncomplete(run, chunks);
        }
    }

    @Test
    void chunkWithTruncatedMetadataIsAGap() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(4), 4, 3);
        try (var run = new TopologyRun()) {
            List<Manifest> manifests = publish(run, chunks);
            manifests.set(1, chunks.get(1).publish(run.segments, List.of(run.identity.recipient()),
                    TinyTrace.METADATA.substring(0, 900)));
            manifests.forEach(run::send);
            Quarantine entry = run.quarantined().getFirst();
            assertTrue(entry.code().startsWith("metadata-"), entry.code());
            assertEquals("kernel/metadata", entry.file());
            assertEquals(1L, entry.chunkId());
            assertIncomplete(run, chunks);
        }
    }

    private static void assertIncomplete(TopologyRun run, List<TinyChunk> chunks) throws Exception {
        JsonNode events = JSON.readTree(run.finalJson().getLast());
        JsonNode whole = JSON.readTree(UncutLine.json(chunks).getLast());
        assertTrue(events.get("gaps").asLong() >= 1);
        assertTrue(events.get("events").asLong() > 0);
        assertTrue(events.get("events").asLong() < whole.get("events").asLong());
        assertEquals(4, events.get("chunks").asLong());
    }

    @Test
    void unknownSignerIsRefusedAndTheLineGoesOn() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(6), 3, 3);
        SigningKey other = SigningKey.generate("other");
        var allowed = AllowedSigners.parse(
                AllowedSigners.line("other", Manifest.SIGNATURE_NAMESPACE, other.publicKey()), "allowed_signers");
        try (var run = new TopologyRun(new SignaturePolicy.Required(allowed))) {
            publish(run, chunks).forEach(run::send);
            assertEquals(List.of("signature-unknown-signer"), codes(run.quarantined()).stream().distinct().toList());
            assertEquals(List.of(), run.results());
        }
    }

    @Test
    void signedManifestIsTaken() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(6), 3, 3);
        try (var keys = new TopologyRun()) {
            var allowed = AllowedSigners.parse(AllowedSigners.line("publisher", Manifest.SIGNATURE_NAMESPACE,
                    keys.signingKey.publicKey()), "allowed_signers");
            try (var run = new TopologyRun(new SignaturePolicy.Required(allowed), keys)) {
                publish(run, chunks).forEach(run::send);
                assertEquals(List.of(), run.quarantined());
                assertEquals(UncutLine.json(chunks), run.finalJson());
            }
        }
    }

    @Test
    void manifestUnderTheKeyOfAnotherLineIsRefused() throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(6), 2, 3);
        try (var run = new TopologyRun()) {
            run.sendRaw(WireCodecs.MANIFEST.encode(publish(run, chunks).getFirst()));
            assertEquals(List.of("record-bad-key"), codes(run.quarantined()));
        }
    }

    @ParameterizedTest
    @EnumSource(FaultyAnalysis.Fault.class)
    void analysisThatFailsDoesNotStopTheLine(FaultyAnalysis.Fault fault) throws Exception {
        List<TinyChunk> chunks = TinyLine.record(new Random(6), 4, 3);
        try (var run = new TopologyRun(new AnalysisSet(List.of(new FaultyAnalysis(fault), new EventsAnalysis())))) {
            publish(run, chunks).forEach(run::send);
            JsonNode events = JSON.readTree(
                    run.finalJson().stream().filter(json -> json.contains("by_class")).findFirst().orElseThrow());
            assertEquals("tiny-host", events.get("host").asText());
            assertTrue(codes(run.quarantined()).contains(fault.code), fault.code);
            if (fault == FaultyAnalysis.Fault.HANDLER || fault == FaultyAnalysis.Fault.RENDER) {
                assertEquals(JSON.readTree(UncutLine.json(chunks).getLast()).get("by_class"), events.get("by_class"));
            }
        }
    }

    @Test
    void whatIsLargerThanARecordGoesInPartsAndIsWhole() throws Exception {
        int bulk = 20_000_000;
        List<TinyChunk> chunks = TinyLine.record(new Random(6), 2, 3);
        List<Long> ticks = ticks(chunks);
        var bulky = new BulkyAnalysis(ticks.getLast(), bulk);
        try (var run = new TopologyRun(new AnalysisSet(List.of(bulky, new EventsAnalysis())))) {
            publish(run, chunks).forEach(run::send);
            Result line = run.results().stream().filter(result -> result.analysis().equals("bulky")
                    && result.closing() && result.scope() == Result.Scope.LINE).findFirst().orElseThrow();
            byte[] partial = Objects.requireNonNull(line.partial());
            assertTrue(partial.length > bulk, partial.length + " bytes");
            assertEquals(ticks, bulky.decode(partial));
            assertEquals(ticks.toString(), JSON.readTree(line.json()).get("ticks").asText());
            assertEquals(List.of(), run.quarantined());
            assertTrue(run.largestRecord() < Topics.MAX_RECORD_BYTES, run.largestRecord() + " bytes");
            assertTrue(run.largestRecord() > 1 << 20, run.largestRecord() + " bytes");
        }
    }

    private static Manifest withContent(Manifest m, ContentDigest digest) {
        return new Manifest(m.formatVersion(), m.line(), m.chunkId(), m.chunkName(), m.kind(), digest,
                m.previousChunkId(), m.afterNs(), m.upToNs(), m.traces(), m.files(), m.directories(), m.streams(),
                m.segments(), m.carried(), m.damages(), m.publishedAtMs(), m.gyreVersion());
    }

    private static List<Long> ticks(List<TinyChunk> chunks) {
        return chunks.stream().flatMap(chunk -> chunk.packets().stream()).flatMap(packet -> packet.events().stream())
                .filter(TinyEvent.Tick.class::isInstance).map(event -> ((TinyEvent.Tick) event).at()).sorted()
                .toList();
    }

    @Test
    void garbageGoesToTheQuarantine() throws Exception {
        try (var run = new TopologyRun()) {
            run.sendRaw(new byte[]{ 1, 2, 3});
            run.sendRaw(new byte[0]);
            assertEquals(List.of("record-corrupt", "record-corrupt"), codes(run.quarantined()));
        }
    }

    private static List<String> codes(List<Quarantine> entries) {
        return entries.stream().map(Quarantine::code).toList();
    }
}
