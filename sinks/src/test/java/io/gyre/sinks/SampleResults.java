package io.gyre.sinks;

import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordParts;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Results to feed to sinks, and a producer that writes them in transactions. */
public final class SampleResults implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> committedReader;
    private final String topic;

    public SampleResults(EmbeddedBroker broker, String topic) {
        this(broker.clientConfig(), topic);
    }

    public SampleResults(Map<String, Object> client, String topic) {
        this.topic = topic;
        Map<String, Object> config = new HashMap<>(client);
        config.put("transactional.id", "samples-" + topic);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        Map<String, Object> reading = new HashMap<>(client);
        reading.put("isolation.level", "read_committed");
        this.committedReader = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** {@return the {@code number}th result}: hosts, analyses and scopes take turns, the number is its chunk and in its value. */
    public static Result numbered(int number) {
        LineId line = new LineId("web-" + number % 3, "shop", "20261123T092351+0000");
        Result.Scope scope = List.of(Result.Scope.SLICE, Result.Scope.WINDOW, Result.Scope.LINE).get(number % 3);
        return new Result(line, number % 2 == 0 ? "events" : "cpu", 1, scope, number, number * 1_000L,
                number * 1_000L + 999,
                number % 7 == 0, new Completeness(number % 2, 0, number, 1), "{\"number\":" + number + "}", null);
    }

    /** Returns when readers of what is committed can see it, which is a little after the commit itself. */
    public void committed(List<Result> results) {
        committed(results.stream(), result -> List.of(WireCodecs.RESULT.encode(result)));
    }

    /** Each result in so many parts of equal size, with one more that is whole after each. */
    public void committedInParts(List<Result> results, int count, Result after) {
        committed(results.stream().flatMap(result -> Stream.of(result, after)),
                result -> result.equals(after) ? List.of(WireCodecs.RESULT.encode(result)) : split(result, count));
    }

    /** A result of which only these parts have not been deleted. */
    public void committedTorn(Result torn, int count, int from, int upTo) {
        committed(Stream.of(torn), result -> split(result, count).subList(from, upTo));
    }

    private static List<byte[]> split(Result result, int count) {
        byte[] value = WireCodecs.RESULT.encode(result);
        return RecordParts.split(value, Math.ceilDiv(value.length, count));
    }

    private void committed(Stream<Result> results, Function<Result, List<byte[]>> values) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = results
                .flatMap(result -> values.apply(result).stream().map(value -> send(result, value))).toList();
        producer.commitTransaction();
        Map<TopicPartition, Long> expected = new HashMap<>();
        for (Future<RecordMetadata> done : sent) {
            RecordMetadata metadata = done.resultNow();
            expected.merge(new TopicPartition(topic, metadata.partition()), metadata.offset() + 1, Math::max);
        }
        while (!isVisible(expected)) {
            Thread.onSpinWait();
        }
    }

    private boolean isVisible(Map<TopicPartition, Long> expected) {
        Map<TopicPartition, Long> ends = committedReader.endOffsets(expected.keySet());
        return expected.entrySet().stream().allMatch(end -> ends.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    public void aborted(List<Result> results) {
        producer.beginTransaction();
        results.forEach(result -> {
            var _ = send(result, WireCodecs.RESULT.encode(result));
        });
        producer.flush();
        producer.abortTransaction();
    }

    public void committedBytes(byte[] value) {
        producer.beginTransaction();
        var _ = producer.send(new ProducerRecord<>(topic, value.clone()));
        producer.commitTransaction();
    }

    private Future<RecordMetadata> send(Result result, byte[] value) {
        return producer.send(
                new ProducerRecord<>(topic, result.line().key().getBytes(StandardCharsets.UTF_8), value));
    }

    @Override
    public void close() {
        committedReader.close();
        producer.close();
    }
}
