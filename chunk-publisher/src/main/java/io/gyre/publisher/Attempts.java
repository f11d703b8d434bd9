package io.gyre.publisher;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.publish.Bandwidth;
import io.gyre.publisher.publish.Cancellation;
import io.gyre.publisher.publish.Limits;
import io.gyre.publisher.publish.LinePublisher;
import io.gyre.publisher.publish.ProducerSettings;
import io.gyre.publisher.publish.PublishSession;
import io.gyre.publisher.publish.Receipt;
import io.gyre.publisher.publish.Sealing;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to publish one thing at a time, over a session with the cluster that is opened when needed and given up when it fails. Not thread-safe. */
final class Attempts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final PublisherConfig config;
    private final Cancellation cancellation;
    private final Limits limits;
    private @Nullable PublishSession session;

    Attempts(PublisherConfig config, Cancellation cancellation) {
        this.config = config;
        this.cancellation = cancellation;
        this.limits = new Limits(config.bandwidth().isPresent()
                ? Bandwidth.of(config.bandwidth().getAsLong())
                : Bandwidth.unlimited(), config.cpuShare());
    }

    /**
     * @param level chooses how hard the chunk is compressed
     * @param waiting how many chunks of its line wait behind it
     */
    ChunkOutcome chunk(Work work, AdaptiveLevel level, int waiting) {
        long begin = System.nanoTime();
        LineOnDisk line = work.line();
        try {
            cancellation.check();
            Optional<Receipt> receipt = session().line(line).publish(work.chunkId(),
                    config.segments().withZstdLevel(level.next(waiting)), cancellation);
            if (receipt.isEmpty()) {
                return new ChunkOutcome.AlreadyPublished(line.line(), work.chunkId(), work.folder());
            }
            Receipt done = receipt.get();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            level.published(done, took);
            return new ChunkOutcome.Published(line.line(), work.chunkId(), work.folder(), done.manifest(),
                    done.rawBytes(), done.sealedBytes(), took);
        } catch (PublishException e) {
            failed(e);
            return new ChunkOutcome.Failed(line.line(), work.chunkId(), work.folder(), e);
        } catch (RuntimeException e) {
            // One chunk must not keep all others from being published.
            LOG.error("{} was not published", work.folder(), e);
            close();
            return new ChunkOutcome.Failed(line.line(), work.chunkId(), work.folder(),
                    new ChunkFileException(ChunkFileException.Kind.UNEXPECTED, work.folder() + ": " + e, e));
        }
    }

    LineOutcome end(LineOnDisk line) {
        try {
            cancellation.check();
            LinePublisher publisher = session().line(line);
            return switch (publisher.close()) {
                case CLOSED -> new LineOutcome.Closed(line.line(), publisher.lastChunkId());
                case CLOSED_BEFORE -> new LineOutcome.AlreadyClosed(line.line(), publisher.lastChunkId());
                case NOT_PUBLISHED -> new LineOutcome.Open(line.line());
            };
        } catch (PublishException e) {
            failed(e);
            return new LineOutcome.Failed(line.line(), e);
        }
    }

    /** {@return whether the error is not the chunk's: the next one would meet it too} */
    static boolean isEveryones(PublishException error) {
        return switch (error) {
            case BrokerException e -> switch (e.kind()) {
                case UNAVAILABLE, NOT_AUTHENTICATED, NOT_AUTHORISED, UNKNOWN_TOPIC, CONFIGURATION, CLOSING -> true;
                case FENCED, ABORTED, HIDDEN, TIMED_OUT, TOO_LARGE -> false;
            };
            case LedgerException e -> e.kind() == LedgerException.Kind.INACCESSIBLE;
            default -> false;
        };
    }

    /** {@return whether a try that fails so has taken all the time that it may, so that the next one had better not come soon} */
    static boolean isCostly(PublishException error) {
        return error instanceof BrokerException e && e.kind() == BrokerException.Kind.TIMED_OUT;
    }

    @Override
    public void close() {
        PublishSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    private PublishSession session() throws BrokerException {
        PublishSession open = session;
        if (open == null) {
            open = PublishSession.open(
                    new ProducerSettings(config.kafka(), config.topics(), config.transactionTimeout()),
                    new Sealing(config.recipients(), config.signingKey(), limits), config.state());
            session = open;
        }
        return open;
    }

    private void failed(PublishException error) {
        if (error instanceof BrokerException && isEveryones(error)) {
            close();
        }
    }
}
