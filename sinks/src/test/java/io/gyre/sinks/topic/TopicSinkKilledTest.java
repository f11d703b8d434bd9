package io.gyre.sinks.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyre.sinks.ChildJvm;
import io.gyre.sinks.Difference;
import io.gyre.sinks.EmbeddedBroker;
import io.gyre.sinks.SampleResults;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sink that dies at any moment, as by {@code kill -9}, while results keep coming. */
class TopicSinkKilledTest {
    private static final int DEATHS = 5;
    /** A transaction takes sixteen. */
    private static final int MOST_STEPS = 160;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedBroker broker = EmbeddedBroker.shared();
    private final Topics topics = Topics.withPrefix("t" + UUID.randomUUID());
    private final String forwarded = topics.prefix() + ".out";

    @Test
    @Timeout(120)
    void eachCommittedResultIsForwardedOnceHoweverOftenTheSinkDies() throws Exception {
        broker.createTopic(topics.results().name(), 2);
        broker.createTopic(topics.quarantine().name(), 1);
        broker.createTopic(forwarded, 2);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicBoolean enough = new AtomicBoolean();
        Thread producing = Thread.ofPlatform().start(() -> produceUntil(enough));
        for (int death = 0; death < DEATHS; death++) {
            Process sink = new ProcessBuilder(
                    ChildJvm.command(TopicSinkProcess.class, broker.bootstrapServers(), topics.prefix(),
                            forwarded, Integer.toString(1 + random.nextInt(MOST_STEPS))))
                    .inheritIO().start();
            assertTrue(sink.waitFor(60, TimeUnit.SECONDS), "the sink did not end");
            assertEquals(TopicSinkProcess.HALTED, sink.exitValue());
        }
        enough.set(true);
        producing.join();
        List<Route> routes = List.of(new Route(Route.OTHERS, forwarded, Route.Encoding.JSON));
        try (TopicSink sink = TopicSink.open(
                TopicSinkConfig.of(broker.clientConfig(), topics, routes, topics.prefix(), "1"),
                TopicSinkListener.NONE)) {
            assertTrue(sink.drain().results() > 0, "something was left to do");
        }
        List<String> expected = broker.committedRecords(topics.results().name()).stream()
                .map(result -> result.partition() + "@" + result.offset()).toList();
        assertEquals("",
                Difference.between(expected,
                        broker.committedRecords(forwarded).stream().map(TopicSinkKilledTest::source).toList()),
                "seed " + seed);
    }

    private void produceUntil(AtomicBoolean enough) {
        try (SampleResults samples = new SampleResults(broker, topics.results().name())) {
            for (int first = 0; !enough.get(); first += 20) {
                List<Result> some = IntStream.range(first, first + 20).mapToObj(SampleResults::numbered).toList();
                if (first % 100 == 60) {
                    samples.aborted(some);
                } else {
                    samples.committed(some);
                }
            }
        }
    }

    private static String source(ConsumerRecord<byte[], byte[]> result) {
        try {
            JsonNode json = JSON.readTree(new String(result.value(), StandardCharsets.UTF_8));
            return json.get("kafka_partition").asInt() + "@" + json.get("kafka_offset").asLong();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
