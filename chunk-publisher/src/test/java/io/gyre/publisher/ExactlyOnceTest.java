package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.LineException;
import io.gyre.publisher.error.PublishException.Persistence;
import io.gyre.wire.Manifest;
import io.gyre.wire.Sha256;
import io.gyre.wire.avro.WireCodecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactlyOnceTest {
    @TempDir
    Path folder;

    private Installation gyre;
    private Path recording;

    @BeforeEach
    void install() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder);
        recording = Recordings.tiny(folder);
    }

    @Test
    void aCrashBetweenCommitAndLedgerPublishesNothingTwice() throws Exception {
        gyre.publish(recording);
        List<String> before = published();
        Path ledger = ledger();
        List<String> lines = Files.readAllLines(ledger);
        // As if the last chunk and the closing manifest had been committed, and the process killed before the ledger.
        Files.write(ledger, lines.subList(0, lines.size() - 2));

        PublishSummary again = gyre.publish(recording);

        assertEquals(List.of(), again.published());
        assertTrue(again.complete());
        assertEquals(before, published());
        assertEquals(lines.size(), Files.readAllLines(ledger).size(), "the ledger has learnt it");
    }

    @Test
    void aLostLedgerIsRebuiltFromKafka() throws Exception {
        gyre.publish(recording);
        List<String> before = published();
        Files.delete(ledger());

        gyre.publish(recording);

        assertEquals(before, published());
    }

    /** Versions before took SHA-256 of each file. */
    @Test
    void whatAVersionBeforePublishedIsNotPublishedAgain() throws Exception {
        gyre.publish(recording);
        Installation later = Installation.on(TestBroker.shared(), folder);
        try (KafkaProducer<byte[], byte[]> before = producer("before")) {
            before.initTransactions();
            before.beginTransaction();
            for (ConsumerRecord<byte[], byte[]> found : gyre.read(gyre.topics.chunks())) {
                byte[] value = WireCodecs.MANIFEST
                        .encode(withSha256(WireCodecs.MANIFEST.decode(found.value(), "test")));
                var _ = before.send(new ProducerRecord<>(later.topics.chunks().name(), found.key(), value));
            }
            before.commitTransaction();
        }

        PublishSummary summary = later.publish(recording);

        assertEquals(List.of(), summary.published());
        assertTrue(summary.complete());
        assertEquals(published(), later.manifests().stream().map(ExactlyOnceTest::name).toList());
    }

    @Test
    void aTornOrDamagedLedgerIsRebuiltFromKafka() throws Exception {
        gyre.publish(recording);
        List<String> before = published();
        Files.writeString(ledger(), "1234abcd {\"chunk\":4,\"ki", StandardOpenOption.APPEND);
        gyre.publish(recording);
        byte[] bytes = Files.readAllBytes(ledger());
        bytes[bytes.length / 2] ^= 1;
        Files.write(ledger(), bytes);
        gyre.publish(recording);

        assertEquals(before, published());
        assertTrue(Files.exists(ledger().resolveSibling(ledger().getFileName() + ".damaged")));
    }

    @Test
    void anAbortedTransactionLeavesNothingVisible() throws Exception {
        gyre = Installation.on(TestBroker.shared(), folder, OptionalInt.of(100));

        PublishSummary summary = gyre.publish(recording);

        assertEquals(4, summary.failed().size());
        BrokerException reason = assertInstanceOf(BrokerException.class, summary.failed().getFirst().reason());
        assertEquals("broker-record-too-large", reason.code());
        assertEquals(Persistence.PERMANENT, reason.persistence());
        assertFalse(gyre.read(gyre.topics.segments(), "read_uncommitted").isEmpty(), "segments were on their way");
        assertEquals(List.of(), gyre.read(gyre.topics.segments()));
        assertEquals(List.of(), gyre.manifests());
    }

    @Test
    void whatAnothersOpenTransactionHidesIsNotPublishedTwice() throws Exception {
        try (KafkaProducer<byte[], byte[]> foreign = producer("foreign")) {
            foreign.initTransactions();
            PublishListener opensAfterTheFirst = new PublishListener() {
                @Override
                public void chunk(ChunkOutcome outcome) {
                    if (outcome.chunkId() == 0) {
                        foreign.beginTransaction();
                        var _ = foreign.send(new ProducerRecord<>(gyre.topics.chunks().name(), partition(), new byte[1],
                                new byte[1]));
                        foreign.flush();
                    }
                }
            };
            try (Publisher publisher = new Publisher(gyre.config().build(), opensAfterTheFirst)) {
                publisher.publishOnce(List.of(recording));
            }
            assertEquals(List.of("0 CHUNK"), published(), "the rest is behind the open transaction");
            Files.delete(ledger());

            // The broker aborts the foreign transaction when its time is over; until then recovery has to wait.
            PublishSummary again = gyre.publish(recording);

            assertEquals(List.of(), again.published());
            assertTrue(again.complete());
        }
        assertEquals(List.of("0 CHUNK", "1 CHUNK", "2 CHUNK", "3 CHUNK", "3 CLOSING"), published());
    }

    @Test
    void anotherClusterOrTopicHasItsOwnLedger() throws Exception {
        gyre.publish(recording);
        Installation other = Installation.on(TestBroker.shared(), folder);

        PublishSummary summary = Installation.publish(other.config().state(gyre.state).build(), recording);

        assertEquals(4, summary.published().size());
    }

    @Test
    void aChunkThatDiffersFromWhatIsPublishedIsRefused() throws Exception {
        gyre.publish(recording);
        Files.writeString(Recordings.chunks(recording).get(2).resolve("late"), "more");

        PublishSummary summary = gyre.publish(recording);

        assertInstanceOf(LineException.class, summary.failed().getFirst().reason());
        assertEquals("chunk-content-differs", summary.failed().getFirst().reason().code());
    }

    @Test
    void missingTopicsAreAPermanentError() throws Exception {
        PublisherConfig config = gyre.config().topics(io.gyre.wire.Topics.withPrefix("nobody-made-these")).build();

        PublishSummary summary = Installation.publish(config, recording);

        assertEquals("broker-unknown-topic", summary.failed().getFirst().reason().code());
        assertEquals(4, summary.failed().size());
    }

    private List<String> published() throws Exception {
        return gyre.manifests().stream().map(ExactlyOnceTest::name).toList();
    }

    private static String name(Manifest manifest) {
        return manifest.chunkId() + " " + manifest.kind();
    }

    private static Manifest withSha256(Manifest m) {
        return new Manifest(m.formatVersion(), m.line(), m.chunkId(), m.chunkName(), m.kind(),
                Sha256.of(m.contentDigest().toBytes()), m.previousChunkId(), m.afterNs(), m.upToNs(), m.traces(),
                m.files().stream().map(file -> new Manifest.FileRef(file.path(), file.size(),
                        Sha256.of(file.digest().toBytes()), file.kind())).toList(),
                m.directories(), m.streams(), m.segments(), m.carried(), m.damages(), m.publishedAtMs(),
                m.gyreVersion());
    }

    private Path ledger() throws IOException {
        try (Stream<Path> all = Files.walk(gyre.state)) {
            return all.filter(path -> path.toString().endsWith(".jsonl")).findFirst().orElseThrow();
        }
    }

    private int partition() {
        return gyre.read(gyre.topics.chunks()).getFirst().partition();
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> config = new HashMap<>(gyre.kafka());
        config.put("transactional.id", gyre.topics.prefix() + transactionalId);
        config.put("transaction.timeout.ms", 6000);
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        return new KafkaProducer<>(config);
    }
}
