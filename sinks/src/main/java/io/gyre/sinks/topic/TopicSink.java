package io.gyre.sinks.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.gyre.sinks.SinkException;
import io.gyre.sinks.TopicFacts;
import io.gyre.wire.Quarantine;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Forwards results to users' topics, each result exactly once for those who read committed records.
 *
 * {@snippet :
 * List<Route> routes = List.of(new Route("cpu", "ops.cpu", Route.Encoding.JSON), new Route("*", "ops.traces", Route.Encoding.AVRO));
 * try (TopicSink sink = TopicSink.open(TopicSinkConfig.of(client, Topics.DEFAULT, routes, "ops", "1"), TopicSinkListener.NONE)) {
 *     sink.run();
 * }
 * }
 *
 * What one poll returns is one transaction: the forwarded records and the offsets that were read. A transaction that fails is undone
 * and tried again. Several instances share a group's partitions. Keys, headers and time stamps stay as they are.
 */
public final class TopicSink implements AutoCloseable {
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    private final TopicSinkConfig config;
    private final TopicSinkListener listener;
    private final Routing routing;
    private final ResultReader reader;
    private final Transactions transactions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock running = new ReentrantLock();
    private boolean closed;
    private long results;
    private long written;
    private long setAside;
    private long committed;
    private long retries;

    private TopicSink(TopicSinkConfig config, TopicSinkListener listener, Transactions transactions) {
        this.config = config;
        this.listener = listener;
        this.transactions = transactions;
        this.routing = new Routing(config.routes(), config.topics().quarantine().name(), config.maxRecordBytes());
        this.reader = new ResultReader(config);
    }

    /** Checks that all topics are there, and takes over from an earlier sink of the same instance. */
    public static TopicSink open(TopicSinkConfig config, TopicSinkListener listener) throws SinkException {
        TopicFacts.idsOf(config.client(), Stream.concat(
                Stream.of(config.topics().results().name(), config.topics().quarantine().name()),
                config.routes().stream().map(Route::topic)).distinct().toList());
        return new TopicSink(config, listener, new Transactions(config));
    }

    /** Forwards what comes until {@link #close()}. */
    public TopicSinkSummary run() throws SinkException {
        running.lock();
        try {
            while (isOpen()) {
                step();
            }
            return summary();
        } finally {
            running.unlock();
        }
    }

    /** Forwards everything that the results topic holds now; with several instances, waits for the others' share too. */
    public TopicSinkSummary drain() throws SinkException {
        running.lock();
        try {
            Map<TopicPartition, Long> endOffsets = TopicFacts.endsOf(config.client(),
                    List.of(config.topics().results().name()));
            while (isOpen() && !reader.hasCommitted(endOffsets)) {
                step();
            }
            return summary();
        } finally {
            running.unlock();
        }
    }

    /** Ends {@link #run()}, waits for its last transaction, and leaves the group. May be called by any thread. */
    @Override
    public void close() {
        closing.countDown();
        reader.wakeup();
        running.lock();
        try {
            if (!closed) {
                closed = true;
                transactions.close();
                reader.close();
            }
        } finally {
            running.unlock();
        }
    }

    private void step() throws SinkException {
        ResultReader.Polled polled = reader.poll(LONGEST_POLL);
        Map<TopicPartition, OffsetAndMetadata> offsets = polled.nextOffsets();
        if (offsets.isEmpty()) {
            return;
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        int bad = 0;
        for (ConsumerRecord<byte[], byte[]> result : polled.records()) {
            Routing.Routed routed = routing.route(result);
            records.addAll(routed.records());
            Quarantine reason = routed.setAside();
            if (reason != null && reason.source() != null) {
                bad++;
                listener.setAside(reason.source(), reason.code(), reason.message());
            }
        }
        try {
            transactions.commit(records, offsets, reader.group());
        } catch (KafkaException e) {
            retry(e);
            return;
        }
        committed++;
        results += polled.records().size();
        setAside += bad;
        written += records.size() - bad;
        listener.committed(polled.records().size(), records.size() - bad);
    }

    private void retry(KafkaException failure) throws SinkException {
        SinkException problem = transactions.undo(failure);
        retries++;
        listener.failing(problem, config.retryEvery());
        try {
            if (closing.await(config.retryEvery().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem;
        }
        reader.rewind();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private TopicSinkSummary summary() {
        return new TopicSinkSummary(results, written, setAside, committed, retries);
    }
}
