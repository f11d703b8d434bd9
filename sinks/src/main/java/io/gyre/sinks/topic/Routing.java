package io.gyre.sinks.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.gyre.sinks.row.JsonLines;
import io.gyre.sinks.row.Rows;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.avro.WireCodecs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Says which records a result becomes. Knows no broker. */
final class Routing {
    static final String TOO_LARGE = "result-too-large";

    private static final String STAGE = "topic-sink";

    /**
     * What becomes of one record of the results topic.
     *
     * @param records to be written, in the order of the routes
     * @param setAside why the result goes to the quarantine instead, if it does; its record is among {@code records} then
     */
    record Routed(List<ProducerRecord<byte[], byte[]>> records, @Nullable Quarantine setAside) {}

    private final Map<String, List<Route>> routes;
    private final String quarantineTopic;
    private final int maxRecordBytes;

    Routing(List<Route> routes, String quarantineTopic, int maxRecordBytes) {
        this.routes = routes.stream().collect(Collectors.groupingBy(Route::analysis));
        this.quarantineTopic = quarantineTopic;
        this.maxRecordBytes = maxRecordBytes;
    }

    Routed route(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        RecordRef place = new RecordRef(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
        byte[] value = kafkaRecord.value();
        Result result;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            if (value == null) {
                throw new RecordException(RecordException.Kind.CORRUPT, place.toString(), "it has no value");
            }
            result = WireCodecs.RESULT.decode(value, place.toString());
            for (Route route : routesOf(result.analysis())) {
                byte[] encoded = switch (route.encoding()) {
                    case AVRO -> value;
                    case JSON -> JsonLines.object(Rows.of(result, place));
                };
                if (encoded.length > maxRecordBytes) {
                    return setAside(kafkaRecord, place, TOO_LARGE,
                            "it has " + encoded.length + " bytes as " + route.encoding() + "; "
                                    + route.topic() + " is said to take " + maxRecordBytes);
                }
                records.add(
                        new ProducerRecord<>(route.topic(), null, timestamp(kafkaRecord), kafkaRecord.key(), encoded,
                                kafkaRecord.headers()));
            }
            return new Routed(records, null);
        } catch (RecordException e) {
            return setAside(kafkaRecord, place, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private List<Route> routesOf(String analysis) {
        List<Route> own = routes.get(analysis);
        return own == null ? routes.getOrDefault(Route.OTHERS, List.of()) : own;
    }

    private Routed setAside(ConsumerRecord<byte[], byte[]> kafkaRecord, RecordRef place, String code, String message) {
        Quarantine quarantine = new Quarantine(code, message, STAGE, line(kafkaRecord.key()), null, null, null, null,
                place, null,
                System.currentTimeMillis());
        return new Routed(List.of(new ProducerRecord<>(quarantineTopic, null, timestamp(kafkaRecord), kafkaRecord.key(),
                WireCodecs.QUARANTINE.encode(quarantine))), quarantine);
    }

    private static @Nullable Long timestamp(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return kafkaRecord.timestamp() < 0 ? null : kafkaRecord.timestamp();
    }

    private static @Nullable LineId line(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        try {
            return LineId.ofKey(new String(key, StandardCharsets.UTF_8));
        } catch (RecordException unknown) {
            return null;
        }
    }
}
