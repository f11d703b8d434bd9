package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.BrokerException.Kind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction: records are sent, then committed together, or none of them is ever visible. Closing one that was not committed
 * aborts it. Not thread-safe.
 */
final class ChunkTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final LineWriter writer;
    private final Duration timeout;
    private final long beginNanos = System.nanoTime();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private boolean open = true;

    /** @param timeout after which the broker aborts it */
    ChunkTransaction(KafkaProducer<byte[], byte[]> producer, LineWriter writer, Duration timeout) {
        this.producer = producer;
        this.writer = writer;
        this.timeout = timeout;
    }

    /** Ends in vain what the broker will not let end well. */
    void checkTime() throws BrokerException {
        if (isOverdue()) {
            throw timedOut(null);
        }
    }

    /** Sends a record; blocks while too many bytes are on their way. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> wireRecord) throws BrokerException {
        throwFailure(wireRecord.topic());
        try {
            return producer.send(wireRecord, (metadata, error) -> {
                if (error != null) {
                    failure.compareAndSet(null, error);
                }
            });
        } catch (KafkaException e) {
            throw failed("sending to " + wireRecord.topic(), e);
        }
    }

    /** Waits until everything sent is at the broker, so that every future of {@link #send} is done. */
    void flush() throws BrokerException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw failed("waiting for the segments", e);
        }
        throwFailure("segments");
    }

    /** {@return where a record lies that {@link #flush} has waited for} */
    RecordMetadata place(Future<RecordMetadata> sent) throws BrokerException {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw failed("sending a segment", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("sending a segment", e);
        }
    }

    /** Makes everything visible. When this throws, whether it is visible is not known before the line's next writer has begun. */
    void commit() throws BrokerException {
        open = false;
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failed("committing", e);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            writer.abort();
        }
    }

    /** The broker fences the writer of a transaction that took too long, and so names a cause that it is not. */
    private BrokerException failed(String what, Exception error) {
        BrokerException failed = writer.failed(what, error);
        boolean ended = failed.kind() == Kind.FENCED || failed.kind() == Kind.ABORTED;
        return ended && isOverdue() ? timedOut(error) : failed;
    }

    private boolean isOverdue() {
        return System.nanoTime() - beginNanos > timeout.toNanos();
    }

    private BrokerException timedOut(@Nullable Exception cause) {
        return new BrokerException(Kind.TIMED_OUT, "the chunk was not sent within " + timeout.toSeconds()
                + " s, which is as long as a transaction may take; raise --chunk-timeout (and the brokers'"
                + " transaction.max.timeout.ms), or --bandwidth and --cpu-share", cause);
    }

    private void throwFailure(String where) throws BrokerException {
        Exception error = failure.get();
        if (error != null) {
            throw failed("sending to " + where, error);
        }
    }
}
