package io.gyre.bench;

import io.gyre.allinone.Answers;
import io.gyre.allinone.ResultWatch;
import io.gyre.analysis.Analysis;
import io.gyre.embedded.EmbeddedBroker;
import io.gyre.publisher.Closing;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.PublishSummary;
import io.gyre.publisher.Publisher;
import io.gyre.publisher.PublisherConfig;
import io.gyre.publisher.publish.TopicCreation;
import io.gyre.streams.GyreStreams;
import io.gyre.streams.GyreStreamsConfig;
import io.gyre.streams.SignaturePolicy;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import io.gyre.wire.Topics;
import io.gyre.wire.seal.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has the Streams application analyse chunks that lie on Kafka already, by one shard and by several: how much faster are these, when all
 * chunks are of one session line, too? The broker is in this process, so that its work counts.
 */
public final class ShardsBench implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final Collection<Path> paths;
    private final List<? extends Analysis<?>> analyses;
    private final Path folder;
    private final KeyFolder keys;
    private final EmbeddedBroker broker;
    private final Map<String, Object> client;
    private int passes;

    /** @param folder an empty one, for the broker's data, the ledgers and the shards' state */
    public ShardsBench(Collection<Path> paths, List<? extends Analysis<?>> analyses, Path folder) throws Exception {
        this.paths = List.copyOf(paths);
        this.analyses = List.copyOf(analyses);
        this.folder = folder;
        this.keys = KeyFolder.generate(folder.resolve("keys"), "bench");
        this.broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT);
        this.client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /**
     * Publishes all, and {@return what it then took to analyse it}: from when the shards have their shares to the last line's final answer,
     * with the work of the broker and the collector.
     */
    public Cost pass(int shards) throws Exception {
        passes++;
        Topics topics = Topics.withPrefix("bench-" + passes);
        TopicCreation.create(client, topics, Optional.empty());
        Set<LineId> lines = publish(topics);
        GyreStreamsConfig config = GyreStreamsConfig
                .of(client, folder.resolve("state-" + passes), keys.identities(),
                        new SignaturePolicy.Required(keys.allowedSigners()))
                .withApplicationId("bench-" + passes).withTopics(topics).withThreads(shards).withAnalyses(analyses);
        try (ResultWatch results = new ResultWatch(client, topics, ResultWatch.From.BEGINNING)) {
            GyreStreams streams = GyreStreams.start(config);
            try {
                if (!streams.awaitReady(READY_LIMIT)) {
                    throw new IOException("the shards did not start within " + READY_LIMIT);
                }
                return Cost.of(() -> await(results, lines));
            } finally {
                streams.close(CLOSE_LIMIT);
            }
        }
    }

    private Set<LineId> publish(Topics topics) throws Exception {
        PublisherConfig config = PublisherConfig.builder(client, keys.recipients(), keys.signingKey()).topics(topics)
                .state(folder.resolve("ledger-" + passes)).closing(Closing.ALWAYS).build();
        try (Publisher publisher = new Publisher(config, PublishListener.NONE)) {
            PublishSummary summary = publisher.publishOnce(paths);
            if (!summary.complete()) {
                throw new IOException("not everything was published: " + summary.failed());
            }
            return summary.lines().stream().map(line -> line.line()).collect(Collectors.toSet());
        }
    }

    private static long await(ResultWatch results, Set<LineId> lines) throws Exception {
        Final answers = new Final();
        long begin = System.nanoTime();
        while (!answers.all.areFinal(lines)) {
            if (System.nanoTime() - begin > LIMIT.toNanos() || answers.quarantined > 0) {
                throw new IOException("not every line was answered: " + answers.quarantined + " records quarantined");
            }
            results.poll(POLL, answers);
        }
        return answers.bytes;
    }

    @Override
    public void close() {
        broker.close();
    }

    private static final class Final implements ResultWatch.Viewer {
        private final Answers all = new Answers();
        private long bytes;
        private long quarantined;

        @Override
        public void result(Result result) {
            all.add(result);
            bytes += result.json().length();
        }

        @Override
        public void quarantined(Quarantine bad) {
            quarantined++;
        }
    }
}
