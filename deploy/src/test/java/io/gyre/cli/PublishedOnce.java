package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.Manifest;
import io.gyre.wire.Sha256;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Compares what is on Kafka with what is on disk: each chunk once, bit for bit. */
final class PublishedOnce {
    private PublishedOnce() {}

    /** {@return every committed manifest} */
    static List<Manifest> manifests(String bootstrapServers) throws Exception {
        List<Manifest> manifests = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEFAULT.chunks().name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (var found : consumer.poll(Duration.ofMillis(100))) {
                    manifests.add(WireCodecs.MANIFEST.decode(found.value(), found.toString()));
                }
            }
        }
        return manifests;
    }

    /** Restores everything and compares it; {@return the number of chunks}. */
    static int assertEachChunkOnce(String bootstrapServers, String keys, Path scratch, List<Path> originals)
            throws Exception {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : manifests(bootstrapServers)) {
            String id = manifest.line() + " " + manifest.chunkId() + " " + manifest.kind();
            assertTrue(seen.add(id), () -> id + " is published twice");
        }
        Path restored = Files.createTempDirectory(scratch, "restored");
        CommandRun run = CommandRun.of("restore", "--bootstrap-server", bootstrapServers, "--keys", keys, "--out",
                restored.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        List<String> expected = new ArrayList<>();
        for (Path original : originals) {
            expected.addAll(chunks(original));
        }
        expected.sort(null);
        assertEquals(String.join("\n", expected), String.join("\n", chunks(restored)));
        return expected.size();
    }

    /** {@return name and digest of every finished chunk below a folder, sorted} */
    static List<String> chunks(Path folder) throws IOException {
        List<String> chunks = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path chunk : all.filter(path -> path.toString().matches(".*/archives/[0-9T+-]+")).toList()) {
                chunks.add(chunk.getFileName() + " " + digest(chunk));
            }
        }
        chunks.sort(null);
        return chunks;
    }

    private static Sha256 digest(Path chunk) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(chunk)) {
            for (Path path : all.toList()) {
                tree.put(chunk.relativize(path).toString(),
                        Files.isDirectory(path) ? "folder" : Sha256.of(Files.readAllBytes(path)).toString());
            }
        }
        return Sha256.of(tree.toString().getBytes(StandardCharsets.UTF_8));
    }
}
