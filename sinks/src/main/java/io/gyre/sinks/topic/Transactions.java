package io.gyre.sinks.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.SinkProblem;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records and consumed offsets in one transaction, and starts anew when that fails. Not thread-safe. */
final class Transactions implements AutoCloseable {
    private static final int FRAMING_BYTES = 64 << 10;

    private final Map<String, Object> config;
    private KafkaProducer<byte[], byte[]> producer;

    /** Fences whoever used the same name before and undoes what that one left open. */
    Transactions(TopicSinkConfig sink) throws SinkException {
        config = new HashMap<>(sink.client());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, sink.group() + "-" + sink.instance());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(sink.maxRecordBytes(), 1 << 20) + FRAMING_BYTES);
        producer = open();
    }

    /** Writes all or nothing. After an error, {@link #undo} says whether another try makes sense. */
    void commit(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> next : records) {
            var _ = producer.send(next);
        }
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
    }

    /** Undoes a transaction that failed; an error that another try would only meet again is thrown. */
    SinkException undo(KafkaException failure) throws SinkException {
        SinkException problem = new SinkException(problem(failure), "forwarding results: " + failure.getMessage(),
                failure);
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            if (problem.problem() != SinkProblem.REPLACED) {
                producer = open();
            }
        }
        if (isFinal(failure)) {
            throw problem;
        }
        return problem;
    }

    @Override
    public void close() {
        producer.close();
    }

    private KafkaProducer<byte[], byte[]> open() throws SinkException {
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(config, new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw SinkException.kafka("beginning transactions as " + config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG),
                    e);
        }
    }

    private static boolean isFinal(KafkaException failure) {
        return switch (problem(failure)) {
            case REPLACED, NOT_AUTHORIZED -> true;
            default -> cause(failure, RecordTooLargeException.class) != null;
        };
    }

    private static SinkProblem problem(KafkaException failure) {
        if (cause(failure, ProducerFencedException.class) != null
                || cause(failure, InvalidProducerEpochException.class) != null
                || cause(failure, FencedInstanceIdException.class) != null) {
            return SinkProblem.REPLACED;
        }
        return cause(failure, AuthorizationException.class) != null ? SinkProblem.NOT_AUTHORIZED : SinkProblem.KAFKA;
    }

    private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
