package io.gyre.streams;

import io.gyre.analysis.Slices;
import io.gyre.streams.decode.SegmentFetcher;
import io.gyre.streams.tiny.TinyChunk;
import io.gyre.streams.tiny.TinySegments;
import io.gyre.streams.tiny.TinyTrace;
import io.gyre.wire.Alert;
import io.gyre.wire.FleetResult;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.Result;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A test's own topics on the broker, what publishes to them, and applications on them. */
final class TestBus implements AutoCloseable {
    final TestBroker broker = TestBroker.shared();
    final Topics topics;
    private final X25519Identity identity = X25519Identity.generate();
    private final KafkaProducer<byte[], byte[]> producer;

    TestBus(int partitions) throws Exception {
        topics = Topics.withPrefix("t" + UUID.randomUUID().toString().substring(0, 8)).withPartitions(partitions);
        try (Admin admin = Admin.create(broker.client())) {
            GyreTopics.create(admin, topics, Optional.of((short) 1));
        }
        var config = new HashMap<>(broker.client());
        config.put("transactional.id", topics.prefix() + "-publisher");
        config.put("max.request.size", 17_000_000);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    GyreStreamsConfig config(int threads) throws Exception {
        Path state = Files.createTempDirectory("state");
        return GyreStreamsConfig
                .of(broker.client(), state, List.<AgeIdentity>of(identity), new SignaturePolicy.NotRequired())
                .withTopics(topics).withApplicationId(topics.prefix() + "-app").withThreads(threads)
                .withAnalyses(List.copyOf(TopologyRun.ANALYSES.analyses())).withSlices(Slices.seconds())
                .withGapTimeout(Duration.ofSeconds(60)).withStores(StoreKind.MEMORY);
    }

    /** Publishes a chunk in one transaction: its segments, then the manifest that says where they lie. */
    void publish(TinyChunk chunk) throws Exception {
        var sealed = new TinySegments();
        Manifest planned = chunk.publish(sealed, List.of(identity.recipient()), TinyTrace.METADATA);
        producer.beginTransaction();
        var placed = new ArrayList<SegmentRef>();
        byte[] key = planned.chunk().key().getBytes(StandardCharsets.UTF_8);
        for (SegmentRef segment : planned.segments()) {
            RecordMetadata at = producer
                    .send(new ProducerRecord<>(topics.segments().name(), key, fetch(sealed, segment)))
                    .get();
            placed.add(new SegmentRef(segment.chunkId(), segment.index(), at.partition(), at.offset(),
                    segment.rawBytes(), segment.sealedBytes(), segment.sha256(), segment.beginNs(), segment.endNs(),
                    segment.packets(), segment.streams()));
        }
        sendInTransaction(new Manifest(planned.formatVersion(), planned.line(), planned.chunkId(), planned.chunkName(),
                planned.kind(), planned.contentDigest(), planned.previousChunkId(), planned.afterNs(),
                planned.upToNs(), planned.traces(), planned.files(), planned.directories(), planned.streams(), placed,
                planned.carried(), planned.damages(), planned.publishedAtMs(), planned.gyreVersion()));
        producer.commitTransaction();
    }

    void publishClosing(TinyChunk last) throws Exception {
        producer.beginTransaction();
        sendInTransaction(last.closing());
        producer.commitTransaction();
    }

    private void sendInTransaction(Manifest manifest) throws Exception {
        producer.send(new ProducerRecord<>(topics.chunks().name(),
                manifest.line().key().getBytes(StandardCharsets.UTF_8), WireCodecs.MANIFEST.encode(manifest))).get();
    }

    private static byte[] fetch(SegmentFetcher sealed, SegmentRef segment) throws Exception {
        return sealed.fetch(segment);
    }

    /** {@return the JSON of closed lines by their key, waited for until there are so many or the time is over} */
    Map<String, List<String>> awaitClosed(int lines, Duration limit) throws Exception {
        return broker.await(topics.results().name(), TestBus::closed, closed -> closed.size() >= lines, limit);
    }

    private static Map<String, List<String>> closed(List<byte[]> values) throws RecordException {
        var closed = new HashMap<String, List<String>>();
        for (Result result : results(values)) {
            if (result.closing() && result.scope() == Result.Scope.LINE) {
                closed.computeIfAbsent(result.line().key(), any -> new ArrayList<>()).add(result.json());
            }
        }
        return closed;
    }

    List<Result> results() throws RecordException {
        return results(broker.committed(topics.results().name()));
    }

    private static List<Result> results(List<byte[]> values) throws RecordException {
        var results = new ArrayList<Result>();
        for (byte[] value : values) {
            results.add(WireCodecs.RESULT.decode(value, "result"));
        }
        return results;
    }

    List<Alert> alerts() throws RecordException {
        var alerts = new ArrayList<Alert>();
        for (byte[] value : broker.committed(topics.alerts().name())) {
            alerts.add(WireCodecs.ALERT.decode(value, "alert"));
        }
        return alerts;
    }

    /** Waits until there are so many alerts or the time is over. */
    void awaitAlerts(int wanted, Duration limit) throws Exception {
        broker.await(topics.alerts().name(), List::size, size -> size >= wanted, limit);
    }

    /** {@return how many results there are, once there are so many or the time is over} */
    int awaitResults(int wanted, Duration limit) throws Exception {
        return broker.await(topics.results().name(), List::size, size -> size >= wanted, limit);
    }

    /** {@return the JSON of roll-ups by the key of their slice, the last of each}, waited for until they are as expected or the time is over. */
    Map<String, String> awaitFleet(Map<String, String> expected, Duration limit) throws Exception {
        return broker.await(topics.fleet().name(), TestBus::fleet, expected::equals, limit);
    }

    /** Demands that the revisions of each slice are 1, 2, 3 …: each was written once. */
    private static Map<String, String> fleet(List<byte[]> values) throws RecordException {
        var revisions = new HashMap<String, Long>();
        var fleet = new HashMap<String, String>();
        for (byte[] value : values) {
            FleetResult rollup = WireCodecs.FLEET_RESULT.decode(value, "fleet");
            String key = rollup.slice().key();
            if (revisions.merge(key, 1L, Long::sum) != rollup.revision()) {
                throw new AssertionError(key + " has revision " + rollup.revision() + " after " + revisions.get(key));
            }
            fleet.put(key, rollup.json());
        }
        return fleet;
    }

    List<Quarantine> quarantined() throws RecordException {
        var entries = new ArrayList<Quarantine>();
        for (byte[] value : broker.committed(topics.quarantine().name())) {
            entries.add(WireCodecs.QUARANTINE.decode(value, "quarantine"));
        }
        return entries;
    }

    @Override
    public void close() {
        producer.close();
    }
}
