package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.retain.ShedNotices;
import io.gyre.wire.Quarantine;
import io.gyre.wire.avro.WireCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells on the quarantine topic what was shed: each at least once. */
public final class ShedSender {
    /** The code of these records. */
    public static final String CODE = "chunk-shed";
    private static final String STAGE = "retain";
    private static final int BLOCK_MS = 10_000;
    private static final int DELIVERY_MS = 30_000;

    private ShedSender() {}

    /** Sends what waits; returns when the broker has it. */
    public static void send(ProducerSettings settings, ShedNotices notices) throws BrokerException, IOException {
        List<ShedNotices.Waiting> waiting = notices.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Object> config = new HashMap<>(settings.admin());
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        Map<ShedNotices.Waiting, Future<RecordMetadata>> sent = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
            for (ShedNotices.Waiting notice : waiting) {
                sent.put(notice, producer.send(new ProducerRecord<>(settings.topics().quarantine().name(),
                        notice.notice().line().key().getBytes(StandardCharsets.UTF_8),
                        WireCodecs.QUARANTINE.encode(quarantine(notice.notice())))));
            }
            producer.flush();
        } catch (KafkaException e) {
            throw KafkaErrors.of("telling what was shed", e);
        }
        for (Map.Entry<ShedNotices.Waiting, Future<RecordMetadata>> each : sent.entrySet()) {
            try {
                each.getValue().get();
                notices.told(each.getKey());
            } catch (ExecutionException e) {
                throw KafkaErrors.of("telling what was shed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw KafkaErrors.of("telling what was shed", e);
            }
        }
    }

    private static Quarantine quarantine(ShedNotices.Notice notice) {
        String message = "the publisher's shedding policy deleted " + notice.name() + " (" + notice.bytes()
                + " bytes) before it was published: " + notice.reason();
        return new Quarantine(CODE, message, STAGE, notice.line(), notice.chunkId(), null, null, null, null, null,
                notice.atMs());
    }
}
