package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.embedded.EmbeddedBroker;
import io.gyre.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishers that get SIGTERM between a chunk's first segment and its commit. The first chunk of each has several segments of noise, and a
 * small bandwidth makes the time between them long.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TerminatedPublisherTest {
    /** The grace of 10 seconds, what the Kafka clients may take to end, and a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int NOISE_BYTES = 6 << 20;
    private static final TopicPartition SEGMENTS = new TopicPartition(Topics.DEFAULT.segments().name(), 0);

    @TempDir
    Path folder;

    private String server = "";

    @Test
    void finishWhatIsSoonDoneAndAbandonWhatIsNotAndNobodySeesAnyOfThat() throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        CommandRun.of("keygen", keys());
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT)) {
            server = broker.bootstrapServers();
            CommandRun.of("topics", "--bootstrap-server", server, "--partitions", "1");
            // Its second segment would come after a minute.
            try (GyreProcess slow = watch("web-01/logins", "20kB/s")) {
                awaitSegments(1, slow);
                try (GyreProcess quick = watch("db-01", "2MB/s")) {
                    awaitSegments(2, quick);
                    assertEquals(List.of(), PublishedOnce.manifests(server), "this is mid-chunk");
                    var slowEnds = CompletableFuture.supplyAsync(() -> terminate(slow));
                    assertBounded(terminate(quick));
                    assertBounded(slowEnds.get());
                }
            }
            assertEquals(List.of("db-01 0"), PublishedOnce.manifests(server).stream()
                    .map(each -> each.line().host() + " " + each.chunkId()).toList());
            assertEquals(end("read_uncommitted"), end("read_committed"), "a transaction is left open");
            assertEquals(PublishedOnce.manifests(server).getFirst().segments().size(), committedSegments());

            CommandRun rest = CommandRun.of(publish("--once", folder.resolve("samples/db-01"),
                    folder.resolve("samples/web-01/logins")));
            assertEquals(ExitCode.OK, rest.exitCode(), rest::err);
            PublishedOnce.assertEachChunkOnce(server, keys(), folder,
                    List.of(folder.resolve("samples/db-01"), folder.resolve("samples/web-01/logins")));
        }
    }

    private GyreProcess watch(String recording, String bandwidth) throws IOException {
        Path path = folder.resolve("samples").resolve(recording);
        byte[] noise = new byte[NOISE_BYTES];
        new Random(1).nextBytes(noise);
        Files.write(Chunks.inOrder(path).getFirst().resolve("noise"), noise);
        return GyreProcess.start(publish("--watch", "--lttng", "off", "--bandwidth", bandwidth, path)).unread();
    }

    private String[] publish(Object... more) {
        return Stream.concat(Stream.of("publish", "--bootstrap-server", server, "--keys", keys(), "--state",
                folder.resolve("state").toString()), Stream.of(more).map(Object::toString)).toArray(String[]::new);
    }

    private void awaitSegments(int count, GyreProcess publisher) {
        while (end("read_uncommitted") < count) {
            assertTrue(publisher.isAlive());
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** {@return how long it took to end well} */
    private static Duration terminate(GyreProcess publisher) {
        long begin = System.nanoTime();
        try {
            assertEquals(ExitCode.OK, publisher.terminate());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void assertBounded(Duration took) {
        assertTrue(took.compareTo(BOUND) < 0, () -> "ended after " + took);
    }

    /** {@return up to where a reader of this isolation level may read the segments} */
    private long end(String isolation) {
        try (var consumer = consumer(isolation)) {
            return consumer.endOffsets(List.of(SEGMENTS)).getOrDefault(SEGMENTS, 0L);
        }
    }

    private int committedSegments() {
        int seen = 0;
        long end = end("read_committed");
        try (var consumer = consumer("read_committed")) {
            consumer.assign(List.of(SEGMENTS));
            consumer.seekToBeginning(List.of(SEGMENTS));
            while (consumer.position(SEGMENTS) < end) {
                seen += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
        return seen;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", server, "isolation.level", isolation),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private String keys() {
        return folder.resolve("keys").toString();
    }
}
