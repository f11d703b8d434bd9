package io.gyre.publisher;

import com.github.luben.zstd.Zstd;
import io.gyre.publisher.pack.ChunkInventory;
import io.gyre.publisher.pack.ChunkPacker;
import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.Topic;
import io.gyre.wire.seal.SegmentOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How fast archives are published, beside plain Kafka and plain zstd on the same bytes in the same run. Run with the folder of a recording:
 * <pre>
 * java -cp … io.gyre.publisher.PublishBenchmark traces-bench/kernel-medium-1 [rounds]
 * </pre>
 */
public final class PublishBenchmark {
    private static final int RECORD_BYTES = 1 << 20;

    private PublishBenchmark() {}

    private record Figure(String what, double seconds, double cpuSeconds) {}

    public static void main(String[] arguments) throws Exception {
        Path recording = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path scratch = Files.createTempDirectory("publish-benchmark");
        List<Path> chunks = Recordings.chunks(recording);
        long bytes = 0;
        for (Path chunk : chunks) {
            bytes += ChunkInventory.of(chunk).bytes();
        }
        List<byte[]> blocks = blocks(chunks);
        System.out.printf(Locale.ROOT, "%s: %d chunks, %.1f MB raw, %d rounds, median%n", recording.getFileName(),
                chunks.size(), bytes / 1e6, rounds);
        Map<String, List<Figure>> figures = new HashMap<>();
        List<String> order = new ArrayList<>();
        try (TestBroker broker = TestBroker.start()) {
            for (int round = -1; round < rounds; round++) {
                Installation gyre = Installation.on(broker, scratch);
                List<Figure> measured = List.of(
                        measure("zstd -3 of 1 MiB blocks", () -> compress(blocks)),
                        measure("pack and seal", () -> seal(chunks, gyre)),
                        measure("plain produce, 1 MiB records", () -> produce(blocks, gyre, "none")),
                        measure("plain produce, zstd -3", () -> produce(blocks, gyre, "zstd")),
                        measure("publish", () -> publish(recording, gyre)));
                for (Figure figure : measured) {
                    if (round == -1) {
                        order.add(figure.what);
                    } else {
                        figures.computeIfAbsent(figure.what, _ -> new ArrayList<>()).add(figure);
                    }
                }
            }
        }
        for (String what : order) {
            List<Figure> all = figures.getOrDefault(what, List.of());
            Figure median = all.stream().sorted(Comparator.comparingDouble(Figure::seconds)).toList()
                    .get(all.size() / 2);
            System.out.printf(Locale.ROOT, "%-32s %7.1f MB/s  %6.2f CPU s per GB%n", what, bytes / 1e6 / median.seconds,
                    median.cpuSeconds / (bytes / 1e9));
        }
    }

    private static Figure measure(String what, Callable<Long> work) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        work.call();
        return new Figure(what, (System.nanoTime() - begin) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private static long compress(List<byte[]> blocks) {
        long compressed = 0;
        for (byte[] block : blocks) {
            compressed += Zstd.compress(block, SegmentOptions.DEFAULT.zstdLevel()).length;
        }
        return compressed;
    }

    private static long seal(List<Path> chunks, Installation gyre) throws Exception {
        long[] sealed = new long[1];
        var line = new LineId("host", "session", "created");
        for (int i = 0; i < chunks.size(); i++) {
            ChunkPacker.pack(new ChunkId(line, i), ChunkInventory.of(chunks.get(i)), SegmentOptions.DEFAULT,
                    List.of(gyre.identity.recipient()), segment -> sealed[0] += segment.sealed().value().length);
        }
        return sealed[0];
    }

    private static long produce(List<byte[]> blocks, Installation gyre, String compression) {
        Topic topic = gyre.topics.segments();
        Map<String, Object> config = new HashMap<>(gyre.kafka());
        config.put("max.request.size", topic.maxRecordBytes());
        config.put("compression.type", compression);
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        try (var producer = new KafkaProducer<byte[], byte[]>(config)) {
            for (byte[] block : blocks) {
                var _ = producer.send(new ProducerRecord<>(topic.name(), block));
            }
            producer.flush();
        }
        return blocks.size();
    }

    private static long publish(Path recording, Installation gyre) throws Exception {
        PublishSummary summary = Installation.publish(gyre.config().segments(SegmentOptions.DEFAULT).build(),
                recording);
        if (!summary.complete()) {
            throw new IllegalStateException(summary.toString());
        }
        return summary.published().size();
    }

    private static List<byte[]> blocks(List<Path> chunks) throws Exception {
        var blocks = new ArrayList<byte[]>();
        for (Path chunk : chunks) {
            try (Stream<Path> all = Files.walk(chunk)) {
                for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                    byte[] content = Files.readAllBytes(file);
                    for (int at = 0; at < content.length; at += RECORD_BYTES) {
                        blocks.add(Arrays.copyOfRange(content, at,
                                Math.min(content.length, at + RECORD_BYTES)));
                    }
                }
            }
        }
        return blocks;
    }
}
