package io.gyre.allinone;

import io.gyre.sinks.WholeRecords;
import io.gyre.wire.Alert;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordParts;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows results, alerts and quarantine, committed records only. For one thread at a time. */
public final class ResultWatch implements AutoCloseable {

    /** Takes what comes. */
    @FunctionalInterface
    public interface Viewer {
        void result(Result result);

        /** Something was set aside; who does not say otherwise looks away. */
        default void quarantined(Quarantine bad) {}

        /** A rule has raised or cleared an alert. */
        default void alert(Alert alert) {}
    }

    /** Where it begins. */
    public enum From {
        /** With all that the topics hold. */
        BEGINNING,
        /** With what comes after it was made. */
        NOW
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WholeRecords whole = new WholeRecords();
    private final String quarantineTopic;
    private final String alertsTopic;
    private final List<TopicPartition> partitions;

    /** @param client settings of Kafka's clients: bootstrap servers, security */
    public ResultWatch(Map<String, Object> client, Topics topics, From from) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        quarantineTopic = topics.quarantine().name();
        alertsTopic = topics.alerts().name();
        partitions = Stream.of(topics.results().name(), alertsTopic, quarantineTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        switch (from) {
            case BEGINNING -> consumer.seekToBeginning(partitions);
            case NOW -> consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
    }

    /** Hands over what has come, after waiting for it at most this long. */
    public void poll(Duration longest, Viewer viewer) throws RecordException {
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : consumer.poll(longest)) {
            for (ConsumerRecord<byte[], byte[]> next : whole.add(kafkaRecord)) {
                show(next, viewer);
            }
        }
    }

    private void show(ConsumerRecord<byte[], byte[]> kafkaRecord, Viewer viewer) throws RecordException {
        String resource = kafkaRecord.topic() + "-" + kafkaRecord.partition() + "@" + kafkaRecord.offset();
        if (kafkaRecord.topic().equals(quarantineTopic)) {
            viewer.quarantined(WireCodecs.QUARANTINE.decode(kafkaRecord.value(), resource));
        } else if (kafkaRecord.topic().equals(alertsTopic)) {
            viewer.alert(WireCodecs.ALERT.decode(kafkaRecord.value(), resource));
        } else if (!RecordParts.isPart(kafkaRecord.value())) { // Of a result whose other parts Kafka has deleted.
            viewer.result(WireCodecs.RESULT.decode(kafkaRecord.value(), resource));
        }
    }

    /** Hands over everything that the topics hold at the moment of the call. */
    public void drain(Viewer viewer) throws RecordException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(200), viewer);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
