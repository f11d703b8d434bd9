package io.gyre.sinks;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.gyre.wire.Completeness;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Results to feed to sinks, and a producer that writes them in transactions. */
public final class SampleResults implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
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
    }

    /** {@return the {@code number}th result}: hosts, analyses and scopes take turns, the number is its chunk and in its value. */
    public static Result numbered(int number) {
        LineId line = new LineId("web-" + number % 3, "shop", "20261123T092351+0000");
        Result.Scope scope = List.of(Result.Scope.SLICE, Result.Scope.WINDOW, Result.Scope.LINE).get(number % 3);
        return new Result(line, number % 2 == 0 ? "events" : "cpu", 1, scope, number, number * 1_000L,
                number * 1_000L + 999,
                number % 7 == 0, new Completeness(number % 2, 0, number, 1), "{\"number\":" + number + "}", null);
    }

    public void committed(List<Result> results) {
        producer.beginTransaction();
        results.forEach(this::send);
        producer.commitTransaction();
    }

    public void aborted(List<Result> results) {
        producer.beginTransaction();
        results.forEach(this::send);
        producer.flush();
        producer.abortTransaction();
    }

    public void committedBytes(byte[] value) {
        producer.beginTransaction();
        var _ = producer.send(new ProducerRecord<>(topic, value.clone()));
        producer.commitTransaction();
    }

    private void send(Result result) {
        var _ = producer.send(new ProducerRecord<>(topic, result.line().key().getBytes(StandardCharsets.UTF_8),
                WireCodecs.RESULT.encode(result)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
