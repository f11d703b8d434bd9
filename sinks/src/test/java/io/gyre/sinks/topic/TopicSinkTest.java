package io.gyre.sinks.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.gyre.sinks.EmbeddedBroker;
import io.gyre.sinks.SampleResults;
import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicSinkTest {
    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final Topics topics = Topics.withPrefix("t" + UUID.randomUUID());
    private final String cpu = topics.prefix() + ".out.cpu";
    private final String others = topics.prefix() + ".out.others";
    private final List<Route> routes = List.of(new Route("cpu", cpu, Route.Encoding.JSON),
            new Route("*", others, Route.Encoding.AVRO));
    private final SampleResults samples;

    TopicSinkTest() {
        broker.createTopic(topics.results().name(), 3);
        broker.createTopic(topics.quarantine().name(), 1);
        broker.createTopic(cpu, 2);
        broker.createTopic(others, 2);
        samples = new SampleResults(broker, topics.results().name());
    }

    @AfterEach
    void stop() {
        samples.close();
    }

    @Test
    void eachAnalysisGoesToItsTopicInItsEncodingWithKeyAndTimeKept() throws Exception {
        samples.committed(numbered(0, 50));
        samples.aborted(numbered(50, 60));
        samples.committed(numbered(60, 70));

        assertEquals(new TopicSinkSummary(60, 60, 0, 1, 0), oneTransaction(drain("1")));

        List<ConsumerRecord<byte[], byte[]>> json = broker.committedRecords(cpu);
        assertEquals(30, json.size());
        ConsumerRecord<byte[], byte[]> source = broker.committedRecords(topics.results().name()).stream()
                .filter(result -> chunkId(result) == 1).findFirst().orElseThrow();
        ConsumerRecord<byte[], byte[]> forwarded = json.stream()
                .filter(result -> text(result).contains("{\"number\":1}")).findFirst().orElseThrow();
        assertArrayEquals(source.key(), forwarded.key());
        assertEquals(source.timestamp(), forwarded.timestamp());
        assertEquals(
                "{\"host\":\"web-1\",\"session\":\"shop\",\"created\":\"20261123T092351+0000\",\"analysis\":\"cpu\",\"version\":1,\"scope\":\"WINDOW\","
                        + "\"chunk_id\":1,\"begin_ns\":1000,\"end_ns\":1999,\"closing\":false,\"late_events\":1,\"gaps\":0,\"discarded_events\":1,"
                        + "\"discarded_packets\":1,\"value\":{\"number\":1},\"kafka_partition\":" + source.partition()
                        + ",\"kafka_offset\":" + source.offset() + "}",
                text(forwarded));

        List<Long> even = broker.committedRecords(others).stream().map(TopicSinkTest::chunkId).sorted().toList();
        assertEquals(IntStream.range(0, 70).filter(n -> n < 50 || n >= 60).filter(n -> n % 2 == 0).asLongStream()
                .boxed().toList(), even);
    }

    @Test
    void resultsInPartsAreForwardedWholeThoughPollsDivideThem() throws Exception {
        samples.committedInParts(numbered(0, 6), 7, SampleResults.numbered(6));
        Map<String, Object> client = new HashMap<>(broker.clientConfig());
        client.put("max.poll.records", 3);
        TopicSinkConfig few = TopicSinkConfig.of(client, topics, routes, topics.prefix(), "1");
        try (TopicSink sink = TopicSink.open(few, TopicSinkListener.NONE)) {
            TopicSinkSummary summary = sink.drain();
            assertEquals(List.of(12L, 12L, 0L), List.of(summary.results(), summary.written(), summary.setAside()));
        }
        List<Long> even = broker.committedRecords(others).stream().map(TopicSinkTest::chunkId).sorted().toList();
        assertEquals(List.of(0L, 2L, 4L, 6L, 6L, 6L, 6L, 6L, 6L), even);
    }

    @Test
    void resultsOfWhichPartsAreDeletedAreSetAside() throws Exception {
        samples.committedTorn(SampleResults.numbered(8), 7, 2, 7);
        samples.committedTorn(SampleResults.numbered(10), 7, 0, 3);
        TopicSinkSummary torn = drain("1");
        assertEquals(List.of(8L, 0L, 8L), List.of(torn.results(), torn.written(), torn.setAside()));
        samples.committed(numbered(0, 2));
        TopicSinkSummary more = drain("1");
        assertEquals(List.of(2L, 2L, 0L), List.of(more.results(), more.written(), more.setAside()));
    }

    @Test
    void aSecondSinkGoesOnWhereTheFirstEnded() throws Exception {
        for (int round = 0; round < 3; round++) {
            samples.committed(numbered(round * 10, round * 10 + 10));
            assertEquals(10, drain("1").results());
        }
        assertEquals(15, broker.committedRecords(others).size());
        assertEquals(15, broker.committedRecords(cpu).size());
    }

    @Test
    void whatCannotBeForwardedGoesToTheQuarantineAndTheRestGoesOn() throws Exception {
        Result large = new Result(new LineId("web-1", "shop", ""), "cpu", 1, Result.Scope.LINE, 3, 0, 1, false,
                Completeness.COMPLETE,
                "\"" + "x".repeat(3000) + "\"", null);
        samples.committedBytes("garbage".getBytes(StandardCharsets.UTF_8));
        samples.committed(Stream.concat(Stream.of(large), numbered(0, 4).stream()).toList());

        try (TopicSink sink = TopicSink.open(config("1").withMaxRecordBytes(2000), TopicSinkListener.NONE)) {
            TopicSinkSummary summary = sink.drain();
            assertEquals(List.of(6L, 4L, 2L), List.of(summary.results(), summary.written(), summary.setAside()));
        }

        List<String> codes = broker.committedRecords(topics.quarantine().name()).stream().map(TopicSinkTest::quarantine)
                .map(Quarantine::code).sorted().toList();
        assertEquals(List.of("record-corrupt", "result-too-large"), codes);
    }

    @Test
    void theLaterOfTwoSinksUnderOneNameTakesOver() throws Exception {
        samples.committed(numbered(0, 10));
        TopicSink first = TopicSink.open(config("1"), TopicSinkListener.NONE);
        CompletableFuture<TopicSinkSummary> running = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> complete(running, first));
        awaitForwarded(10);
        try (TopicSink second = TopicSink.open(config("1"), TopicSinkListener.NONE)) {
            samples.committed(numbered(10, 20));
            assertEquals(10, second.drain().results());
            samples.committed(numbered(20, 30));
            assertEquals(20, second.drain().results());
        }
        ExecutionException ended = assertThrows(ExecutionException.class, () -> running.get(30, TimeUnit.SECONDS));
        assertEquals(SinkProblem.REPLACED, assertInstanceOf(SinkException.class, ended.getCause()).problem());
        first.close();
        assertEquals(15, broker.committedRecords(others).size());
        assertEquals(15, broker.committedRecords(cpu).size());
    }

    @Test
    void severalInstancesShareTheWork() throws Exception {
        samples.committed(numbered(0, 30));
        TopicSink first = TopicSink.open(config("1"), TopicSinkListener.NONE);
        TopicSink second = TopicSink.open(config("2"), TopicSinkListener.NONE);
        CompletableFuture<TopicSinkSummary> firstDone = new CompletableFuture<>();
        CompletableFuture<TopicSinkSummary> secondDone = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> complete(firstDone, first));
        Thread.ofPlatform().start(() -> complete(secondDone, second));
        awaitForwarded(30);
        samples.committed(numbered(30, 60));
        awaitForwarded(60);
        first.close();
        second.close();

        assertEquals(60, firstDone.get().written() + secondDone.get().written());
        assertEquals(60, forwarded());
    }

    private void awaitForwarded(int records) {
        while (forwarded() < records) {
            Thread.onSpinWait();
        }
    }

    private int forwarded() {
        return broker.committedRecords(others).size() + broker.committedRecords(cpu).size();
    }

    @Test
    void aMissingTopicIsNamedAtTheStart() {
        TopicSinkConfig config = TopicSinkConfig.of(broker.clientConfig(), topics,
                List.of(new Route("cpu", "nowhere", Route.Encoding.AVRO)), "g", "1");
        SinkException missing = assertThrows(SinkException.class, () -> TopicSink.open(config, TopicSinkListener.NONE));
        assertEquals(SinkProblem.TOPIC_MISSING, missing.problem());
        assertTrue(String.valueOf(missing.getMessage()).contains("nowhere"), missing.getMessage());
    }

    private TopicSinkSummary drain(String instance) throws SinkException {
        try (TopicSink sink = TopicSink.open(config(instance), TopicSinkListener.NONE)) {
            return sink.drain();
        }
    }

    private TopicSinkConfig config(String instance) {
        return TopicSinkConfig.of(broker.clientConfig(), topics, routes, topics.prefix(), instance);
    }

    private static List<Result> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(SampleResults::numbered).toList();
    }

    /** How many transactions it takes depends on how polls fall. */
    private static TopicSinkSummary oneTransaction(TopicSinkSummary summary) {
        return new TopicSinkSummary(summary.results(), summary.written(), summary.setAside(),
                Math.min(1, summary.transactions()), summary.retries());
    }

    private static void complete(CompletableFuture<TopicSinkSummary> running, TopicSink sink) {
        try {
            running.complete(sink.run());
        } catch (SinkException | RuntimeException e) {
            running.completeExceptionally(e);
        }
    }

    private static long chunkId(ConsumerRecord<byte[], byte[]> result) {
        try {
            return WireCodecs.RESULT.decode(result.value(), place(result)).chunkId();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Quarantine quarantine(ConsumerRecord<byte[], byte[]> found) {
        try {
            return WireCodecs.QUARANTINE.decode(found.value(), place(found));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> found) {
        return new RecordRef(found.topic(), found.partition(), found.offset()).toString();
    }

    private static String text(ConsumerRecord<byte[], byte[]> found) {
        return new String(found.value(), StandardCharsets.UTF_8);
    }
}
