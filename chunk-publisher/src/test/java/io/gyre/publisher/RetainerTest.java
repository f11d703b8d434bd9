package io.gyre.publisher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.publish.ProducerSettings;
import io.gyre.publisher.publish.ShedSender;
import io.gyre.publisher.retain.Policy;
import io.gyre.publisher.retain.PolicyText;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.RetentionPlan;
import io.gyre.publisher.retain.Verdict;
import io.gyre.wire.Quarantine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Retention with a broker: what consumer groups have read, and what is told of chunks that were shed. */
@Timeout(90)
class RetainerTest {
    private static final String GROUP = "readers";

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
    void aChunkGoesWhenEveryNamedGroupHasReadPastItsManifest() throws Exception {
        gyre.publish(recording);
        String group = gyre.topics.prefix() + GROUP;
        String policy = "all of (passed by " + group + ", passed by " + group + "-2)";
        List<ConsumerRecord<byte[], byte[]>> manifests = gyre.read(gyre.topics.chunks());

        assertEquals(List.of(), going(policy), "groups that have committed nothing");
        commit(group, manifests.getLast(), 1);
        assertEquals(List.of(), going(policy), "one of two groups");
        commit(group + "-2", manifests.get(1), 0);
        assertEquals(List.of(0L), going(policy), "the manifest at a group's position is not read");
        commit(group + "-2", manifests.get(1), 1);
        assertEquals(List.of(0L, 1L), going(policy));

        try (Retainer retainer = retainer(gyre.kafka(), policy, Optional.empty())) {
            List<Retention.Outcome> outcomes = retainer.carryOut(retainer.plan());
            assertTrue(outcomes.stream().allMatch(Retention.Outcome.Gone.class::isInstance), outcomes::toString);
        }
        assertEquals(2, Recordings.chunks(recording).size());
    }

    @Test
    void whatIsShedIsToldOnceOnTheQuarantineTopicWhenABrokerAnswers() throws Exception {
        List<Path> chunks = Recordings.chunks(recording);
        Installation.publish(gyre.config().closing(Closing.NEVER).build(), chunks.getFirst());
        // Keeps the session from having ended: its newest chunk may not go.
        Files.createDirectories(recording.resolve("20261123T111603+0000-4"));
        Map<String, Object> nobody = Map.of("bootstrap.servers", "localhost:" + TestBroker.freePort(),
                "default.api.timeout.ms", 1000, "request.timeout.ms", 500, "max.block.ms", 500);
        Optional<Policy> shedding = Optional.of(PolicyText.parse("total over 1B"));
        try (Retainer away = retainer(nobody, "older than 1000w", shedding)) {
            RetentionPlan plan = away.plan();
            assertEquals(List.of(1L, 2L), numbers(plan));
            assertEquals(2, away.carryOut(plan).size());
            assertThrows(BrokerException.class, away::tellShed);
        }
        assertEquals(List.of(chunks.get(0), chunks.get(3)), Recordings.chunks(recording.resolve("archives")));
        assertEquals(List.of(), gyre.quarantined());

        try (Retainer there = retainer(gyre.kafka(), "older than 1000w", shedding)) {
            there.tellShed();
            there.tellShed();
        }
        List<Quarantine> told = gyre.quarantined();
        assertEquals(List.of(1L, 2L), told.stream().map(Quarantine::chunkId).toList());
        for (Quarantine notice : told) {
            assertEquals(ShedSender.CODE, notice.code());
            assertEquals("edge-1", Objects.requireNonNull(notice.line()).host());
            assertTrue(
                    notice.message()
                            .contains(chunks.get(Math.toIntExact(Objects.requireNonNull(notice.chunkId())))
                                    .getFileName().toString()),
                    notice::message);
        }
        gyre.publish(recording);
        assertEquals(List.of(0L, 3L), gyre.manifests().stream().map(each -> each.chunkId()).toList());
    }

    private Retainer retainer(Map<String, Object> kafka, String policy, Optional<Policy> shedding) throws Exception {
        return new Retainer(new Retainer.Config(
                Optional.of(new ProducerSettings(kafka, gyre.topics, Duration.ofMinutes(1))), gyre.topics, gyre.state,
                List.of(recording), PolicyText.parse(policy), shedding));
    }

    private List<Long> going(String policy) throws Exception {
        try (Retainer retainer = retainer(gyre.kafka(), policy, Optional.empty())) {
            return numbers(retainer.plan());
        }
    }

    private static List<Long> numbers(RetentionPlan plan) {
        return plan.going().stream().map((Verdict verdict) -> verdict.holding().number()).toList();
    }

    /** As a group that has read up to a record, and with 1 more that record too. */
    private void commit(String group, ConsumerRecord<byte[], byte[]> upTo, int more) {
        Map<String, Object> config = new HashMap<>(gyre.kafka());
        config.put("group.id", group);
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            TopicPartition partition = new TopicPartition(upTo.topic(), upTo.partition());
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(upTo.offset() + more)));
        }
    }
}
