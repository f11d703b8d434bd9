package io.gyre.publisher;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.find.ArchiveWatch;
import io.gyre.publisher.find.SessionNews;
import io.gyre.publisher.lttng.LttngNews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Publishes trace chunks to Kafka, each exactly once.
 *
 * <p>One of {@link #publishOnce} and {@link #watch} runs at a time. {@link #close} may be called by any thread, a shutdown hook for one: it returns
 * within a bounded time, and what was not committed then is not visible.
 */
public final class Publisher implements AutoCloseable {
    private final PublisherConfig config;
    private final PublishListener listener;
    private final Stop stop = new Stop();

    public Publisher(PublisherConfig config, PublishListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /**
     * Publishes every finished chunk under these paths, and returns: archives of one or more sessions, local or of a relay daemon, single
     * chunks, traces that were never rotated. What fails and may pass by itself is tried again for the time that the config's patience allows.
     *
     * @throws IOException when the paths cannot be read
     * @throws BrokerException when the publisher is closed meanwhile
     */
    public PublishSummary publishOnce(Collection<Path> paths) throws IOException, BrokerException {
        try (Stop.Run run = stop.begin(); var attempts = new Attempts(config, run::check)) {
            return new OneShot(config, listener, run, attempts).publish(paths);
        }
    }

    /** Publishes finished chunks under these paths as they appear, until {@link #close}. The paths need not exist yet. */
    public void watch(Collection<Path> paths) throws IOException, BrokerException {
        try (Stop.Run run = stop.begin();
                var attempts = new Attempts(config, run::check);
                var watch = new ArchiveWatch();
                SessionNews news = news(watch)) {
            new Watching(config, listener, run, attempts, watch, news).run(paths);
        }
    }

    private SessionNews news(ArchiveWatch watch) {
        return switch (config.lttng()) {
            case AUTO -> LttngNews.follow(watch::wake);
            case OFF -> SessionNews.NONE;
        };
    }

    @Override
    public void close() {
        stop.request(config.closeGrace());
    }
}
