package io.gyre.publisher;

import io.gyre.publisher.publish.TopicCreation;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Topic;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import io.gyre.wire.seal.OpenSegment;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentReader;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of one test on the shared broker, keys, a state folder, and a reader of what a consumer would see. */
final class Installation {
    private static final Duration COMMIT_MARKERS = Duration.ofSeconds(2);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PARTITIONS = 3;

    final Topics topics;
    final Path state;
    final X25519Identity identity = X25519Identity.generate();
    final SigningKey signingKey = SigningKey.generate("publisher@test");
    private final String bootstrapServers;
    private final Map<String, ConsumerRecord<byte[], byte[]>> segments = new HashMap<>();

    private Installation(String bootstrapServers, Topics topics, Path state) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.state = state;
    }

    static Installation on(TestBroker broker, Path folder) throws Exception {
        return on(broker, folder, OptionalInt.empty());
    }

    /** @param maxManifestBytes for a chunks topic that takes smaller records than it should */
    static Installation on(TestBroker broker, Path folder, OptionalInt maxManifestBytes) throws Exception {
        Topics topics = Topics.withPrefix("t" + COUNT.incrementAndGet()).withPartitions(PARTITIONS);
        var installation = new Installation(broker.bootstrapServers(), topics, folder.resolve("state"));
        if (maxManifestBytes.isPresent()) {
            try (Admin admin = Admin.create(installation.kafka())) {
                admin.createTopics(List.of(new NewTopic(topics.chunks().name(), PARTITIONS, (short) 1)
                        .configs(Map.of("max.message.bytes", Integer.toString(maxManifestBytes.getAsInt()))))).all()
                        .get();
            }
        }
        installation.createTopics();
        return installation;
    }

    /** {@return the same on another broker} */
    Installation at(TestBroker broker) {
        return new Installation(broker.bootstrapServers(), topics, state);
    }

    void createTopics() throws Exception {
        TopicCreation.create(kafka(), topics, Optional.of((short) 1));
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    PublisherConfig.Builder config() {
        return PublisherConfig.builder(kafka(), List.of(identity.recipient()), signingKey).state(state).topics(topics)
                .segments(SegmentOptions.DEFAULT.withSealedBytes(4096)).patience(Duration.ofSeconds(10))
                .rescan(Duration.ofSeconds(1));
    }

    PublishSummary publish(Path... paths) throws Exception {
        return publish(config().build(), paths);
    }

    static PublishSummary publish(PublisherConfig config, Path... paths) throws Exception {
        try (Publisher publisher = new Publisher(config, PublishListener.NONE)) {
            return publisher.publishOnce(List.of(paths));
        }
    }

    /** {@return all committed records of a topic, partition by partition} */
    List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return read(topic, "read_committed");
    }

    List<ConsumerRecord<byte[], byte[]>> read(Topic topic, String isolation) {
        var config = new HashMap<>(kafka());
        config.put("isolation.level", isolation);
        config.put("fetch.max.wait.ms", 20);
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = settledEnds(consumer, partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    /**
     * {@return the end offsets, once transactions that are being committed can be read}: a commit returns a moment before. Transactions
     * that stay open are not waited for longer than that takes.
     */
    private Map<TopicPartition, Long> settledEnds(KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions) {
        var config = new HashMap<>(kafka());
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        try (var uncommitted = new KafkaConsumer<byte[], byte[]>(config)) {
            Map<TopicPartition, Long> written = uncommitted.endOffsets(partitions);
            long deadline = System.nanoTime() + COMMIT_MARKERS.toNanos();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!ends.equals(written) && System.nanoTime() < deadline) {
                ends = consumer.endOffsets(partitions);
            }
            return ends;
        }
    }

    /** {@return how many records a topic has been given, committed or not} */
    long written(Topic topic) {
        var config = new HashMap<>(kafka());
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition())).toList();
            return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** {@return all committed manifests, in the order of each line's partition} */
    List<Manifest> manifests() throws Exception {
        var manifests = new ArrayList<Manifest>();
        for (ConsumerRecord<byte[], byte[]> found : read(topics.chunks())) {
            manifests.add(WireCodecs.MANIFEST.decode(found.value(), place(found)));
        }
        return manifests;
    }

    List<Quarantine> quarantined() throws Exception {
        var quarantined = new ArrayList<Quarantine>();
        for (ConsumerRecord<byte[], byte[]> found : read(topics.quarantine())) {
            quarantined.add(WireCodecs.QUARANTINE.decode(found.value(), place(found)));
        }
        return quarantined;
    }

    /** {@return the opened segments of a manifest, own and carried as the list says} */
    List<OpenSegment> open(LineId line, List<SegmentRef> refs) throws Exception {
        if (!refs.stream().allMatch(ref -> segments.containsKey(place(ref)))) {
            read(topics.segments()).forEach(found -> segments.put(place(found), found));
        }
        var opened = new ArrayList<OpenSegment>();
        for (SegmentRef ref : refs) {
            String place = place(ref);
            ConsumerRecord<byte[], byte[]> found = segments.get(place);
            if (found == null) {
                throw new AssertionError("no committed segment at " + place);
            }
            opened.add(SegmentReader.open(found.value(), line, ref, List.of(identity), place));
        }
        return opened;
    }

    private String place(SegmentRef ref) {
        return new RecordRef(topics.segments().name(), ref.partition(), ref.offset()).toString();
    }

    private static String place(ConsumerRecord<byte[], byte[]> found) {
        return new RecordRef(found.topic(), found.partition(), found.offset()).toString();
    }
}
