package io.gyre.sinks.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.sinks.EmbeddedBroker;
import io.gyre.sinks.SampleResults;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.wire.Alert;
import io.gyre.wire.Completeness;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import io.gyre.wire.WireException;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileSinkTest {
    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final String topic = "results-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void jsonLinesAndParquetHoldTheSameResultsOnceAndNothingThatWasAborted() throws Exception {
        broker.createTopic(topic, 3);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committed(IntStream.range(0, 100).mapToObj(SampleResults::numbered).toList());
            samples.aborted(IntStream.range(100, 130).mapToObj(SampleResults::numbered).toList());
            samples.committed(IntStream.range(130, 200).mapToObj(SampleResults::numbered).toList());
        }

        try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
            assertEquals(170, sink.drain().records());
            assertEquals(170, sink.drain().records());
        }

        List<String> even = IntStream.range(0, 200).filter(n -> n < 100 || n >= 130).filter(n -> n % 2 == 0)
                .mapToObj(Integer::toString).sorted().toList();
        assertEquals(even, SunkFiles.jsonLines(folder, "events").stream()
                .map(line -> line.get("value").get("number").asText()).sorted().toList());
        assertEquals(even, SunkFiles.parquet(folder, "events", "value->>'number'"));
        assertEquals(85, SunkFiles.jsonLines(folder, "cpu").size());
    }

    @Test
    void everyFieldOfAResultIsThereWithItsTypeAndAllDigits() throws Exception {
        broker.createTopic(topic, 1);
        String json = "{\"by_class\": {\"sched_switch\": 18446744073709551615},\n \"share\": 0.10000000000000000000001}";
        Result result = new Result(new LineId("o'host", "a/b \"c\"", ""), "cpu", 3, Result.Scope.LINE, 7,
                Long.MIN_VALUE, Long.MAX_VALUE, true,
                new Completeness(1, 2, 3, 4), json, new byte[]{ 1});
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committed(List.of(result));
        }
        Path quoted = folder.resolve("it's here");
        try (FileSink sink = FileSink.open(config(quoted), FileSinkListener.NONE)) {
            sink.drain();
        }

        String line = Files.readString(SunkFiles.files(quoted, "cpu", ".jsonl").getFirst());
        assertEquals(
                "{\"host\":\"o'host\",\"session\":\"a/b \\\"c\\\"\",\"created\":\"\",\"analysis\":\"cpu\",\"version\":3,\"scope\":\"LINE\",\"chunk_id\":7,"
                        + "\"begin_ns\":-9223372036854775808,\"end_ns\":9223372036854775807,\"closing\":true,\"late_events\":1,\"gaps\":2,"
                        + "\"discarded_events\":3,\"discarded_packets\":4,\"value\":" + json.replace('\n', ' ')
                        + ",\"kafka_partition\":0,\"kafka_offset\":0}\n",
                line);
        Files.createSymbolicLink(folder.resolve("plain"), quoted);
        Path plain = folder.resolve("plain");
        assertEquals(List.of("BIGINT"), SunkFiles.parquet(plain, "cpu", "typeof(begin_ns)"));
        assertEquals(List.of("JSON"), SunkFiles.parquet(plain, "cpu", "typeof(value)"));
        assertEquals(List.of("BOOLEAN"), SunkFiles.parquet(plain, "cpu", "typeof(closing)"));
        assertEquals(List.of("9223372036854775807"), SunkFiles.parquet(plain, "cpu", "end_ns"));
        assertEquals(List.of("18446744073709551615"),
                SunkFiles.parquet(plain, "cpu", "value->'by_class'->>'sched_switch'"));
    }

    @Test
    void resultsInPartsAreWrittenWholeAndOnceThoughFilesAreSmall() throws Exception {
        broker.createTopic(topic, 2);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            for (int round = 0; round < 3; round++) {
                int first = round * 10;
                samples.committedInParts(IntStream.range(first, first + 9).mapToObj(SampleResults::numbered).toList(),
                        5, SampleResults.numbered(first + 9));
                try (FileSink sink = FileSink.open(config().withRolling(new Rolling(1 << 20, 2, Duration.ofHours(1))),
                        FileSinkListener.NONE)) {
                    assertEquals(18, sink.drain().records());
                }
            }
        }
        List<Integer> expected = IntStream.range(0, 30)
                .flatMap(n -> IntStream.generate(() -> n).limit(n % 10 == 9 ? 9 : 1)).boxed().toList();
        assertEquals(expected, numbers());
    }

    @Test
    void resultsOfWhichPartsAreDeletedAreToldAndPassed() throws Exception {
        broker.createTopic(topic, 1);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committedTorn(SampleResults.numbered(8), 7, 2, 7);
            samples.committedTorn(SampleResults.numbered(10), 7, 0, 3);
            try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
                assertEquals(8, sink.drain().unreadable());
                samples.committed(List.of(SampleResults.numbered(1)));
                assertEquals(9, sink.drain().records());
            }
        }
    }

    @Test
    void aSecondSinkGoesOnWhereTheFirstOnesFilesEnd() throws Exception {
        broker.createTopic(topic, 2);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            for (int round = 0; round < 4; round++) {
                int first = round * 10;
                samples.committed(IntStream.range(first, first + 10).mapToObj(SampleResults::numbered).toList());
                try (FileSink sink = FileSink.open(config().withRolling(new Rolling(1 << 20, 3, Duration.ofHours(1))),
                        FileSinkListener.NONE)) {
                    assertEquals(10, sink.drain().records());
                }
            }
        }
        assertEquals(IntStream.range(0, 40).boxed().toList(), numbers());
    }

    @Test
    void aLiveReaderSeesResultsWithinSecondsWhileTheSinkRuns() throws Exception {
        broker.createTopic(topic, 1);
        CountDownLatch committed = new CountDownLatch(1);
        Thread running;
        FileSinkListener listener = new FileSinkListener() {
            @Override
            public void committed(TopicPartition partition, long firstOffset, long lastOffset, int records,
                    List<Path> files) {
                assertTrue(files.stream().allMatch(Files::isRegularFile), files.toString());
                committed.countDown();
            }
        };
        try (SampleResults samples = new SampleResults(broker, topic);
                FileSink sink = FileSink.open(config().withRolling(Rolling.DEFAULT), listener)) {
            running = Thread.ofPlatform().start(() -> assertRuns(sink));
            samples.committed(List.of(SampleResults.numbered(0)));
            assertTrue(committed.await(10, TimeUnit.SECONDS));
            samples.committed(List.of(SampleResults.numbered(1)));
            assertTrue(running.isAlive());
        }
        running.join();
        try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
            sink.drain();
        }
        assertEquals(List.of(0, 1), numbers());
    }

    @Test
    void recordThatCannotBeReadIsKeptAsItIsAndTheRestGoesOn() throws Exception {
        broker.createTopic(topic, 1);
        List<String> heard = new ArrayList<>();
        FileSinkListener listener = new FileSinkListener() {
            @Override
            public void unreadable(RecordRef kafkaRecord, WireException problem) {
                heard.add(problem.code());
            }
        };
        Result badJson = new Result(new LineId("h", "s", ""), "events", 1, Result.Scope.LINE, 0, 0, 0, false,
                Completeness.COMPLETE, "{\"a\":1} trailing", null);
        Result badName = new Result(new LineId("h", "s", ""), "x".repeat(300), 1, Result.Scope.LINE, 0, 0, 0, false,
                Completeness.COMPLETE, "{}", null);
        Result traversal = new Result(new LineId("h", "s", ""), "../../etc", 1, Result.Scope.LINE, 0, 0, 0, false,
                Completeness.COMPLETE, "", null);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committedBytes("garbage".getBytes(StandardCharsets.UTF_8));
            samples.committed(List.of(badJson, badName, traversal, SampleResults.numbered(1)));
        }
        try (FileSink sink = FileSink.open(config(), listener)) {
            assertEquals(3, sink.drain().unreadable());
        }
        assertEquals(List.of("record-corrupt", "record-corrupt", "record-corrupt"), heard);
        List<JsonNode> kept = SunkFiles.jsonLines(folder, "_unreadable");
        assertEquals("Z2FyYmFnZQ==", kept.getFirst().get("value_base64").asText());
        assertEquals(List.of(1), numbers());
        assertEquals(1, SunkFiles.jsonLines(folder, "%2E.%2F..%2Fetc").size());
    }

    @Test
    void whatWasSetAsideLiesBesideTheResults() throws Exception {
        broker.createTopic(topic, 1);
        Quarantine quarantine = new Quarantine("seal-corrupt", "segment 3: bad tag", "decode",
                new LineId("web-1", "shop", ""), 4L, "kernel/ch_0",
                null, 4096L, new RecordRef("gyre.segments", 2, 77), new byte[]{ 1, 2}, 5);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committedBytes(WireCodecs.QUARANTINE.encode(quarantine));
        }
        try (FileSink sink = FileSink.open(config().withSources(List.of(Source.quarantine(topic))),
                FileSinkListener.NONE)) {
            assertEquals(1, sink.drain().records());
        }
        assertEquals(
                "{\"code\":\"seal-corrupt\",\"message\":\"segment 3: bad tag\",\"stage\":\"decode\",\"host\":\"web-1\",\"session\":\"shop\","
                        + "\"created\":\"\",\"chunk_id\":4,\"file\":\"kernel/ch_0\",\"packet\":null,\"byte_offset\":4096,\"source\":\"gyre.segments-2@77\","
                        + "\"raw_base64\":\"AQI=\",\"at_ms\":5,\"kafka_partition\":0,\"kafka_offset\":0}",
                SunkFiles.jsonLines(folder, "_quarantine").getFirst().toString());
        assertEquals(List.of("4096"), SunkFiles.parquet(folder, "_quarantine", "byte_offset"));
    }

    @Test
    void alertsLieBesideTheResults() throws Exception {
        broker.createTopic(topic, 1);
        Alert alert = new Alert("slow", "percentile slow: syscalls p99 > 1ms", Alert.Change.RAISED, Alert.Cause.FIGURE,
                new LineId("web-1", "shop", ""), 3, "1.2 ms", 7L, 99, Alert.Clock.TRACE);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committedBytes(WireCodecs.ALERT.encode(alert));
        }
        try (FileSink sink = FileSink.open(config().withSources(List.of(Source.alerts(topic))),
                FileSinkListener.NONE)) {
            assertEquals(0, sink.drain().results());
        }
        assertEquals(
                "{\"rule\":\"slow\",\"rule_text\":\"percentile slow: syscalls p99 > 1ms\",\"change\":\"RAISED\",\"cause\":\"FIGURE\","
                        + "\"host\":\"web-1\",\"session\":\"shop\",\"created\":\"\",\"number\":3,\"figure\":\"1.2 ms\",\"chunk_id\":7,"
                        + "\"at_ns\":99,\"clock\":\"TRACE\",\"kafka_partition\":0,\"kafka_offset\":0}",
                SunkFiles.jsonLines(folder, "_alerts").getFirst().toString());
        assertEquals(List.of("slow"), SunkFiles.parquet(folder, "_alerts", "rule"));
    }

    @Test
    void allRevisionsOfAFleetsSlicesLieBesideTheResults() throws Exception {
        broker.createTopic(topic, 1);
        FleetSlice slice = new FleetSlice("cpu", 1_000, 2_000);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            for (long revision = 1; revision <= 2; revision++) {
                samples.committedBytes(WireCodecs.FLEET_RESULT.encode(new FleetResult(slice, revision, 2, 3, 1,
                        new Completeness(1, 2, 3, 4), "{\"busy_ns\": " + revision + "}")));
            }
        }
        try (FileSink sink = FileSink.open(config().withSources(List.of(Source.fleet(topic))),
                FileSinkListener.NONE)) {
            assertEquals(2, sink.drain().records());
        }
        String second = SunkFiles.jsonLines(folder, "_fleet").get(1).toString();
        assertTrue(second.startsWith(
                "{\"analysis\":\"cpu\",\"begin_ns\":1000,\"end_ns\":2000,\"revision\":2,\"hosts\":2,\"lines\":3,"
                        + "\"incomplete_lines\":1,\"late_events\":1,\"gaps\":2,\"discarded_events\":3,\"discarded_packets\":4,"
                        + "\"value\":{\"busy_ns\":2},\"kafka_partition\":0,"),
                second);
        assertEquals(List.of("2"), SunkFiles.parquet(folder, "_fleet", "max(revision)"));
    }

    @Test
    void failedWriteIsToldAndRepeatedUntilItSucceeds() throws Exception {
        broker.createTopic(topic, 1);
        CountDownLatch failedTwice = new CountDownLatch(2);
        FileSinkListener listener = new FileSinkListener() {
            @Override
            public void failing(SinkException problem, Duration wait) {
                failedTwice.countDown();
            }
        };
        Path inTheWay = Files.writeString(folder.resolve("events"), "a file where a folder must be made");
        try (SampleResults samples = new SampleResults(broker, topic);
                FileSink sink = FileSink.open(config().withRetryEvery(Duration.ofMillis(20)), listener)) {
            samples.committed(IntStream.range(0, 10).mapToObj(SampleResults::numbered).toList());
            Thread running = Thread.ofPlatform().start(() -> assertDrains(sink, 10));
            assertTrue(failedTwice.await(20, TimeUnit.SECONDS));
            Files.delete(inTheWay);
            running.join();
        }
        assertEquals(IntStream.range(0, 10).boxed().toList(), numbers());
    }

    @Test
    void folderOfAnotherTopicOfTheSameNameIsRefused() throws Exception {
        broker.createTopic(topic, 1);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committed(List.of(SampleResults.numbered(0)));
        }
        try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
            sink.drain();
        }
        try (Admin admin = Admin.create(broker.clientConfig())) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
        assertEquals(SinkProblem.TOPIC_MISSING,
                assertThrows(SinkException.class, () -> FileSink.open(config(), FileSinkListener.NONE)).problem());
        broker.createTopic(topic, 1);
        assertEquals(SinkProblem.FOLDER_OF_ANOTHER_TOPIC,
                assertThrows(SinkException.class, () -> FileSink.open(config(), FileSinkListener.NONE)).problem());
    }

    @Test
    void whatRetentionDeletedBeforeItWasReadIsToldAndTheRestFollows() throws Exception {
        broker.createTopic(topic, 1);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (SampleResults samples = new SampleResults(broker, topic)) {
            samples.committed(List.of(SampleResults.numbered(0)));
            try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
                sink.drain();
            }
            samples.committed(IntStream.range(1, 10).mapToObj(SampleResults::numbered).toList());
            try (Admin admin = Admin.create(broker.clientConfig())) {
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(6))).all().get();
            }
        }
        try (FileSink sink = FileSink.open(config(), FileSinkListener.NONE)) {
            assertEquals(5, sink.drain().missed());
        }
        assertEquals(List.of(0, 5, 6, 7, 8, 9), numbers());
    }

    private FileSinkConfig config() {
        return config(folder);
    }

    private FileSinkConfig config(Path where) {
        return FileSinkConfig.of(broker.clientConfig(), Topics.DEFAULT, where)
                .withSources(List.of(Source.results(topic)));
    }

    private List<Integer> numbers() throws Exception {
        List<JsonNode> lines = new ArrayList<>(SunkFiles.jsonLines(folder, "events"));
        lines.addAll(SunkFiles.jsonLines(folder, "cpu"));
        return lines.stream().map(line -> line.get("value").get("number").asInt()).sorted().toList();
    }

    private static void assertDrains(FileSink sink, long records) {
        try {
            assertEquals(records, sink.drain().records());
        } catch (SinkException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRuns(FileSink sink) {
        try {
            sink.run();
        } catch (SinkException e) {
            throw new AssertionError(e);
        }
    }
}
