package io.gyre.sinks.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.gyre.sinks.ChildJvm;
import io.gyre.sinks.Difference;
import io.gyre.sinks.EmbeddedBroker;
import io.gyre.sinks.SampleResults;
import io.gyre.wire.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink that dies at any moment, as by {@code kill -9}, while results keep coming. */
class FileSinkKilledTest {
    private static final int FEWEST_DEATHS = 6;
    private static final int MOST_DEATHS = 20;
    private static final int FEWEST_IN_A_COMMIT = 3;
    /** A commit makes four. */
    private static final int MOST_CHANGES = 40;

    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final String topic = "results-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void filesHoldEachCommittedResultOnceHoweverOftenTheSinkDies() throws Exception {
        broker.createTopic(topic, 2);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicBoolean enough = new AtomicBoolean();
        Thread producing = Thread.ofPlatform().start(() -> produceUntil(enough));
        int deaths = 0;
        int inACommit = 0;
        while (deaths < FEWEST_DEATHS || (inACommit < FEWEST_IN_A_COMMIT && deaths < MOST_DEATHS)) {
            Process sink = new ProcessBuilder(
                    ChildJvm.command(SinkProcess.class, broker.bootstrapServers(), topic, folder.toString(),
                            Integer.toString(1 + random.nextInt(MOST_CHANGES))))
                    .inheritIO().start();
            assertTrue(sink.waitFor(60, TimeUnit.SECONDS), "the sink did not end");
            assertEquals(SinkProcess.HALTED, sink.exitValue());
            deaths++;
            inACommit += hasUnfinished() ? 1 : 0;
        }
        enough.set(true);
        producing.join();
        try (FileSink sink = FileSink.open(FileSinkConfig.of(broker.clientConfig(), Topics.DEFAULT, folder)
                .withSources(List.of(Source.results(topic))), FileSinkListener.NONE)) {
            sink.drain();
        }

        List<String> expected = broker.committedRecords(topic).stream()
                .map(kafkaRecord -> kafkaRecord.partition() + "@" + kafkaRecord.offset()).toList();
        String message = deaths + " deaths, " + inACommit + " in a commit, seed " + seed;
        assertEquals("", Difference.between(expected, Stream.of("cpu", "events").flatMap(this::jsonPlaces).toList()),
                message);
        assertEquals("", Difference.between(expected, Stream.of("cpu", "events").flatMap(this::parquetPlaces).toList()),
                message);
        assertTrue(inACommit >= FEWEST_IN_A_COMMIT, message);
    }

    private void produceUntil(AtomicBoolean enough) {
        try (SampleResults samples = new SampleResults(broker, topic)) {
            for (int first = 0; !enough.get(); first += 20) {
                List<io.gyre.wire.Result> some = IntStream.range(first, first + 20).mapToObj(SampleResults::numbered)
                        .toList();
                if (first % 100 == 60) {
                    samples.aborted(some);
                } else {
                    samples.committed(some);
                }
            }
        }
    }

    private boolean hasUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, ".{writing,committed}-*")) {
            return unfinished.iterator().hasNext();
        }
    }

    private Stream<String> jsonPlaces(String group) {
        try {
            return SunkFiles.jsonLines(folder, group).stream()
                    .map(line -> line.get("kafka_partition").asInt() + "@" + line.get("kafka_offset").asLong());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Stream<String> parquetPlaces(String group) {
        try {
            return SunkFiles.parquet(folder, group, "kafka_partition || '@' || kafka_offset").stream();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
