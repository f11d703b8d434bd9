package io.gyre.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.analysis.Slices;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.kernel.CpuAnalysis;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.streams.fleet.FleetTiming;
import io.gyre.streams.tiny.TinySegments;
import io.gyre.wire.Alert;
import io.gyre.wire.FleetResult;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordParts;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.ManifestSignature;
import io.gyre.wire.seal.age.AgeIdentity;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The application without a broker. */
final class TopologyRun implements AutoCloseable {
    static final Duration GAP_TIMEOUT = Duration.ofSeconds(10);
    static final FleetTiming FLEET = new FleetTiming(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(7));
    static final AnalysisSet ANALYSES = new AnalysisSet(List.of(new CpuAnalysis(), new EventsAnalysis()));

    final X25519Identity identity;
    final SigningKey signingKey;
    final TinySegments segments = new TinySegments();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> chunks;
    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> fleet;
    private final TestOutputTopic<byte[], byte[]> quarantine;
    private final List<Result> seen = new ArrayList<>();
    private final List<RecordParts.Part> parts = new ArrayList<>();
    private int largestRecord;

    TopologyRun() {
        this(new SignaturePolicy.NotRequired());
    }

    TopologyRun(SignaturePolicy signatures) {
        this(signatures, X25519Identity.generate(), SigningKey.generate("publisher"));
    }

    /** With the keys of another run. */
    TopologyRun(SignaturePolicy signatures, TopologyRun other) {
        this(signatures, other.identity, other.signingKey);
    }

    /** With other analyses. */
    TopologyRun(AnalysisSet analyses) {
        this(new SignaturePolicy.NotRequired(), X25519Identity.generate(), SigningKey.generate("publisher"), analyses);
    }

    /** With rules. */
    TopologyRun(AlertRules rules) {
        this(new SignaturePolicy.NotRequired(), X25519Identity.generate(), SigningKey.generate("publisher"), ANALYSES,
                rules);
    }

    private TopologyRun(SignaturePolicy signatures, X25519Identity identity, SigningKey signingKey) {
        this(signatures, identity, signingKey, ANALYSES);
    }

    private TopologyRun(SignaturePolicy signatures, X25519Identity identity, SigningKey signingKey,
            AnalysisSet analyses) {
        this(signatures, identity, signingKey, analyses, AlertRules.NONE);
    }

    private TopologyRun(SignaturePolicy signatures, X25519Identity identity, SigningKey signingKey,
            AnalysisSet analyses, AlertRules rules) {
        this.identity = identity;
        this.signingKey = signingKey;
        Topics topics = Topics.DEFAULT;
        var parts = new GyreTopology.Parts(topics, analyses, Slices.seconds(), signatures,
                List.<AgeIdentity>of(identity), GAP_TIMEOUT, FLEET, StoreKind.MEMORY, rules, () -> segments);
        driver = new TopologyTestDriver(GyreTopology.build(parts), new Properties());
        var out = new ByteArraySerializer();
        var in = new ByteArrayDeserializer();
        chunks = driver.createInputTopic(topics.chunks().name(), out, out);
        results = driver.createOutputTopic(topics.results().name(), in, in);
        alerts = driver.createOutputTopic(topics.alerts().name(), in, in);
        fleet = driver.createOutputTopic(topics.fleet().name(), in, in);
        quarantine = driver.createOutputTopic(topics.quarantine().name(), in, in);
    }

    void send(Manifest manifest) {
        byte[] value = WireCodecs.MANIFEST.encode(manifest);
        var headers = new RecordHeaders();
        headers.add(Manifest.SIGNATURE_HEADER, ManifestSignature.sign(value, signingKey));
        chunks.pipeInput(new TestRecord<>(manifest.line().key().getBytes(StandardCharsets.UTF_8), value, headers));
    }

    void sendRaw(byte[] value) {
        chunks.pipeInput("key".getBytes(StandardCharsets.UTF_8), value);
    }

    void passTime(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    List<Result> results() throws RecordException {
        for (byte[] value : results.readValuesToList()) {
            largestRecord = Math.max(largestRecord, value.length);
            if (RecordParts.isPart(value)) {
                addPart(RecordParts.parse(value, "result"));
            } else {
                seen.add(WireCodecs.RESULT.decode(value, "result"));
            }
        }
        return seen;
    }

    private void addPart(RecordParts.Part part) throws RecordException {
        parts.add(part);
        if (parts.size() == part.count()) {
            seen.add(WireCodecs.RESULT.decode(RecordParts.join(parts, "result"), "result"));
            parts.clear();
        }
    }

    /** {@return the largest record of all seen so far: results, or in a changelog or between the stages} */
    int largestRecord() {
        driver.producedTopicNames().stream().filter(topic -> topic.endsWith("-changelog"))
                .forEach(topic -> driver
                        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList().forEach(entry -> {
                            if (entry.value() != null) {
                                largestRecord = Math.max(largestRecord, entry.value().length);
                            }
                        }));
        return largestRecord;
    }

    /** {@return the JSON of the line's final results, one per analysis} */
    List<String> finalJson() throws RecordException {
        return results().stream().filter(result -> result.closing() && result.scope() == Result.Scope.LINE)
                .map(Result::json).toList();
    }

    /** {@return the alerts since the last call} Each bears the key of its line. */
    List<Alert> alerts() throws RecordException {
        var found = new ArrayList<Alert>();
        for (TestRecord<byte[], byte[]> kafkaRecord : alerts.readRecordsToList()) {
            Alert alert = WireCodecs.ALERT.decode(kafkaRecord.value(), "alert");
            assertEquals(alert.line().key(), new String(kafkaRecord.key(), StandardCharsets.UTF_8));
            found.add(alert);
        }
        return found;
    }

    /** {@return the keys of what rules remember} */
    List<String> remembered() {
        var keys = new ArrayList<String>();
        for (String store : List.of(GyreTopology.ALERTS, GyreTopology.HOSTS)) {
            try (var all = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
                all.forEachRemaining(entry -> keys.add(entry.key.toString()));
            }
        }
        return keys;
    }

    /** {@return roll-ups that were written since they were asked for last} */
    List<FleetResult> fleet() throws RecordException {
        var rollups = new ArrayList<FleetResult>();
        for (TestRecord<byte[], byte[]> message : fleet.readRecordsToList()) {
            FleetResult rollup = WireCodecs.FLEET_RESULT.decode(message.value(), "fleet");
            if (!rollup.slice().key().equals(new String(message.key(), StandardCharsets.UTF_8))) {
                throw new AssertionError(rollup.slice() + " under another key");
            }
            rollups.add(rollup);
        }
        return rollups;
    }

    List<Quarantine> quarantined() throws RecordException {
        var entries = new ArrayList<Quarantine>();
        for (byte[] value : quarantine.readValuesToList()) {
            entries.add(WireCodecs.QUARANTINE.decode(value, "quarantine"));
        }
        return entries;
    }

    @Override
    public void close() {
        driver.close();
    }
}
