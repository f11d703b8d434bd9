package io.gyre.streams;

import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one stage sends records: its own topics, and the quarantine. */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /** Room for the key, the headers and the batch. */
    private static final int ROOM = 64 << 10;
    private static final int MOST_RAW_BYTES = 64 << 10;
    private static final int MOST_MESSAGE_CHARS = 4000;

    private final ProcessorContext<byte[], ? super byte[]> context;
    private final String stage;
    private final String sink;
    private final String quarantine;

    Outbox(ProcessorContext<byte[], ? super byte[]> context, String stage, String sink, String quarantine) {
        this.context = context;
        this.stage = stage;
        this.sink = sink;
        this.quarantine = quarantine;
    }

    /** {@return whether a record of this size goes through Kafka} */
    static boolean fits(byte[] value) {
        return value.length <= Topics.MAX_RECORD_BYTES - ROOM;
    }

    void send(String key, byte[] value) {
        send(key, value, sink);
    }

    /** @param to another sink of the stage than its first */
    void send(String key, byte[] value, String to) {
        context.forward(new Record<>(bytes(key), value, context.currentStreamTimeMs() < 0
                ? context.currentSystemTimeMs()
                : context.currentStreamTimeMs()), to);
    }

    /** {@return the record being processed} */
    RecordRef source() {
        return Objects.requireNonNull(sourceOrNull(), "only a record has a place");
    }

    /** {@return the name of the record being processed, for errors} */
    String sourceName() {
        return source().toString();
    }

    private @Nullable RecordRef sourceOrNull() {
        RecordMetadata at = context.recordMetadata().orElse(null);
        return at == null || at.topic() == null ? null : new RecordRef(at.topic(), at.partition(), at.offset());
    }

    void quarantine(String code, String message, @Nullable LineId line, @Nullable Long chunkId,
            byte @Nullable [] value) {
        byte[] raw = value == null || value.length > MOST_RAW_BYTES ? null : value;
        quarantine(new Quarantine(code, cut(message), stage, line, chunkId, null, null, null, sourceOrNull(), raw,
                context.currentSystemTimeMs()));
    }

    void quarantine(Quarantine entry) {
        LOG.warn("quarantined by {}: {} {} [{}]", stage, entry.line() == null ? "" : entry.line(), entry.message(),
                entry.code());
        LineId line = entry.line();
        context.forward(new Record<>(line == null ? null : bytes(line.key()), WireCodecs.QUARANTINE.encode(entry),
                entry.atMs()), quarantine);
    }

    String stage() {
        return stage;
    }

    static String cut(String message) {
        return message.length() <= MOST_MESSAGE_CHARS ? message : message.substring(0, MOST_MESSAGE_CHARS) + "…";
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
