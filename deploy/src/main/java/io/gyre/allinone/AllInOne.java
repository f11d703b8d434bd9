package io.gyre.allinone;

import io.gyre.embedded.BrokerException;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.publisher.PublisherConfig;
import io.gyre.sinks.file.FileSinkConfig;
import io.gyre.streams.GyreStreams;
import io.gyre.streams.GyreStreamsConfig;
import io.gyre.streams.GyreTopics;
import io.gyre.streams.SignaturePolicy;
import io.gyre.wire.SealException;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker of its own and the Streams application on it, with keys made at the first start. Publishers and sinks are run against
 * it by whoever starts it, as against any cluster.
 */
public final class AllInOne implements AutoCloseable {
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(20);
    private static final Duration TOPICS_POLL = Duration.ofMillis(20);
    private static final String PRINCIPAL = "gyre-all-in-one";

    private final AllInOneOptions options;
    private final KeyFolder keys;
    private final EmbeddedBroker broker;
    private final GyreStreams streams;

    private AllInOne(AllInOneOptions options, KeyFolder keys, EmbeddedBroker broker, GyreStreams streams) {
        this.options = options;
        this.keys = keys;
        this.broker = broker;
        this.streams = streams;
    }

    /** Starts broker and application; the latter takes its share of the work a little later. */
    public static AllInOne start(AllInOneOptions options)
            throws IOException, BrokerException, SealException, ExecutionException, InterruptedException {
        Home home = options.home();
        Files.createDirectories(home.path());
        KeyFolder keys = Files.exists(home.keys())
                ? new KeyFolder(home.keys())
                : KeyFolder.generate(home.keys(), PRINCIPAL);
        EmbeddedBroker broker = EmbeddedBroker.start(home.kafka(), options.port());
        try {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            createTopics(client, options.topics());
            return new AllInOne(options, keys, broker, GyreStreams.start(streamsConfig(options, keys, client)));
        } catch (IOException | SealException | ExecutionException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Returns when the broker knows them too, which learns of them a little after its controller. */
    private static void createTopics(Map<String, Object> client, Topics topics)
            throws ExecutionException, InterruptedException {
        long limit = System.nanoTime() + TOPICS_LIMIT.toNanos();
        try (Admin admin = Admin.create(client)) {
            GyreTopics.create(admin, topics, Optional.empty());
            while (!GyreTopics.missing(admin, topics).isEmpty() && System.nanoTime() < limit) {
                Thread.sleep(TOPICS_POLL);
            }
        }
    }

    private static GyreStreamsConfig streamsConfig(AllInOneOptions options, KeyFolder keys, Map<String, Object> client)
            throws IOException, SealException {
        return GyreStreamsConfig
                .of(client, options.home().state(), keys.identities(),
                        new SignaturePolicy.Required(keys.allowedSigners()))
                .withTopics(options.topics())
                .withThreads(options.threads())
                .withAnalyses(options.analyses())
                .withAlerts(options.rules())
                .withGapTimeout(options.gapTimeout())
                .withFleet(options.fleet());
    }

    /** {@return where the broker listens} */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** {@return settings for clients of the broker} */
    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public AllInOneOptions options() {
        return options;
    }

    public KeyFolder keys() {
        return keys;
    }

    /** {@return whether the application plans, decodes and stitches} */
    public boolean isRunning() {
        return streams.isRunning();
    }

    /** {@return settings for a publisher to the broker} */
    public PublisherConfig.Builder publisher() throws IOException, SealException {
        return PublisherConfig.builder(client(), keys.recipients(), keys.signingKey())
                .topics(options.topics())
                .state(options.home().ledger());
    }

    /** {@return settings for a file sink of the broker} */
    public FileSinkConfig fileSink() {
        return FileSinkConfig.of(client(), options.topics(), options.home().results());
    }

    public ResultWatch results(ResultWatch.From from) {
        return new ResultWatch(client(), options.topics(), from);
    }

    /** @param analysis whose roll-ups it keeps */
    public FleetWatch fleet(String analysis) {
        return new FleetWatch(client(), options.topics(), analysis);
    }

    @Override
    public void close() {
        try {
            streams.close();
        } finally {
            broker.close();
        }
    }
}
