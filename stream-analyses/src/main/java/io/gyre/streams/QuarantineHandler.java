package io.gyre.streams;

import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Topics;
import io.gyre.wire.avro.WireCodecs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort: a record that makes a processor fail, in a way that the processor does not foresee, goes to the quarantine, and so does
 * one that the broker finds too large. Errors of Kafka itself end the thread instead, and another one tries again.
 */
public final class QuarantineHandler implements ProcessingExceptionHandler, ProductionExceptionHandler {
    /** The setting that names the topic. */
    static final String TOPIC_CONFIG = "gyre.quarantine.topic";

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineHandler.class);

    private String topic = Topics.DEFAULT.quarantine().name();

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(TOPIC_CONFIG) instanceof String name) {
            topic = name;
        }
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(ErrorHandlerContext context, Record<?, ?> message,
            Exception error) {
        if (error instanceof KafkaException) {
            return ProcessingExceptionHandler.Response.fail();
        }
        LOG.error("{} failed at {}-{}@{}; the record goes to the quarantine", context.processorNodeId(),
                context.topic(), context.partition(), context.offset(), error);
        return ProcessingExceptionHandler.Response.resume(List.of(entry(context, "processing-failed", error)));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(ErrorHandlerContext context,
            ProducerRecord<byte[], byte[]> message, Exception error) {
        if (error instanceof RecordTooLargeException) {
            LOG.error("a record for {} is larger than the broker takes", message.topic(), error);
            return ProductionExceptionHandler.Response.resume(List.of(entry(context, "record-too-large", error)));
        }
        return error instanceof RetriableException
                ? ProductionExceptionHandler.Response.retry()
                : ProductionExceptionHandler.Response.fail();
    }

    private ProducerRecord<byte[], byte[]> entry(ErrorHandlerContext context, String code, Exception error) {
        // A punctuation works on no record.
        boolean isRecord = context.topic() != null && context.offset() >= 0;
        RecordRef source = isRecord ? new RecordRef(context.topic(), context.partition(), context.offset()) : null;
        long nowMs = System.currentTimeMillis();
        var quarantined = new Quarantine(code, Outbox.cut(context.processorNodeId() + ": " + error),
                String.valueOf(context.processorNodeId()), null, null, null, null, null, source, null, nowMs);
        return new ProducerRecord<>(topic, null, nowMs, null, WireCodecs.QUARANTINE.encode(quarantined));
    }
}
