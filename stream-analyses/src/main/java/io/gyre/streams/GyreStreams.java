package io.gyre.streams;

import io.gyre.analysis.line.AnalysisSet;
import io.gyre.streams.decode.KafkaSegmentFetcher;
import io.gyre.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance of the application: plans, decodes and stitches its share of all session lines, and rolls up its share of all slices.
 *
 * {@snippet :
 * var config = GyreStreamsConfig.of(Map.of("bootstrap.servers", "localhost:9092"), Path.of("state"),
 *         keys.identities(), new SignaturePolicy.Required(keys.allowedSigners()));
 * try (var application = GyreStreams.start(config)) {
 *     application.awaitReady(Duration.ofSeconds(30));
 *     …
 * }
 * }
 *
 * <p>It does not end by itself. A thread that meets an error of the broker is replaced; what is wrong with records goes to the quarantine
 * topic. Thread-safe.
 */
public final class GyreStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GyreStreams.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);
    private static final Duration FETCH_PATIENCE = Duration.ofSeconds(30);
    private static final int FETCH_BYTES = 8 << 20;

    private final KafkaStreams streams;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private GyreStreams(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Starts an instance; {@link #awaitReady} says when it has its share of the work.
     *
     * @throws IllegalStateException naming the topics that do not exist
     */
    public static GyreStreams start(GyreStreamsConfig config) throws InterruptedException, ExecutionException {
        checkTopics(config);
        var application = new GyreStreams(new KafkaStreams(topology(config), StreamsSettings.of(config)));
        application.streams.setUncaughtExceptionHandler(error -> {
            LOG.error("a stream thread failed and is replaced", error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        application.streams.setStateListener((now, before) -> application.changed(now));
        application.streams.start();
        return application;
    }

    /** {@return what {@link #start} runs} */
    public static Topology topology(GyreStreamsConfig config) {
        Topic segments = config.topics().segments();
        Map<String, Object> client = config.client();
        var parts = new GyreTopology.Parts(config.topics(), new AnalysisSet(config.analyses()), config.slices(),
                config.signatures(), config.identities(), config.gapTimeout(), config.fleet(), config.stores(),
                config.alerts(),
                () -> new KafkaSegmentFetcher(client, segments.name(), FETCH_BYTES, FETCH_PATIENCE));
        return GyreTopology.build(parts);
    }

    private static void checkTopics(GyreStreamsConfig config) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(config.client())) {
            List<String> missing = GyreTopics.missing(admin, config.topics());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("topics are missing: " + String.join(", ", missing)
                        + "; create them with: gyre topics");
            }
        }
    }

    private void changed(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            ready.countDown();
        }
        if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
            stopped.countDown();
            ready.countDown();
        }
    }

    /** {@return whether the instance has its share of the work and runs}, waited for at most so long. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return ready.await(limit.toMillis(), TimeUnit.MILLISECONDS) && isRunning();
    }

    /** Waits until the instance has stopped, because it was closed or because it cannot go on. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }

    /** {@return Kafka Streams' own handle, for metrics} */
    public KafkaStreams kafkaStreams() {
        return streams;
    }

    /** Stops within 30 seconds: ends the item at hand, commits, leaves the group. */
    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    /** {@return whether all ended in time}; what did not is done again by whoever takes over. */
    public boolean close(Duration limit) {
        return streams
                .close(CloseOptions.timeout(limit).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
