package io.gyre.publisher.publish;

import io.gyre.publisher.error.BrokerException;
import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.ledger.Ledger;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.publisher.pack.ChunkPacker;
import io.gyre.wire.LineId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What publishing needs while the cluster answers: clients, the ledgers of this cluster, and the writers of the lines at hand. Not thread-safe. */
public final class PublishSession implements AutoCloseable {
    /** Each has its threads and buffers; a line whose writer was let go gets a new one. */
    public static final int MAX_WRITERS = 8;
    private static final int MAX_PUBLISHERS = 256;
    private static final Duration OTHERS_TRANSACTIONS = Duration.ofSeconds(30);

    private final ProducerSettings settings;
    private final Sealing sealing;
    private final Cluster cluster;
    private final ManifestHistory history;
    private final Ledger ledger;
    private final ChunkPacker packer = new ChunkPacker();
    /** By identity: comparing the chunks of long lines takes its time. */
    private final IdentityHashMap<LineOnDisk, LinePublisher> publishers = new IdentityHashMap<>();
    private final Map<LineId, LineWriter> writers = new LinkedHashMap<>(16, 0.75f, true);

    private PublishSession(ProducerSettings settings, Sealing sealing, Cluster cluster, ManifestHistory history,
            Ledger ledger) {
        this.settings = settings;
        this.sealing = sealing;
        this.cluster = cluster;
        this.history = history;
        this.ledger = ledger;
    }

    /** @param state folder of the ledgers */
    public static PublishSession open(ProducerSettings settings, Sealing sealing, Path state) throws BrokerException {
        Cluster cluster = Cluster.connect(settings);
        try {
            return new PublishSession(settings, sealing, cluster,
                    new ManifestHistory(cluster, settings, OTHERS_TRANSACTIONS),
                    new Ledger(state, cluster.id(), cluster.chunksTopicId()));
        } catch (BrokerException e) {
            cluster.close();
            throw e;
        }
    }

    /** {@return who publishes this line's chunks}; the same one for the same look at the disk, whose boundaries it remembers. */
    public LinePublisher line(LineOnDisk line) {
        if (publishers.size() >= MAX_PUBLISHERS) {
            publishers.clear();
        }
        return publishers.computeIfAbsent(line, key -> new LinePublisher(this, key, ledger.line(key.line())));
    }

    ProducerSettings settings() {
        return settings;
    }

    Sealing sealing() {
        return sealing;
    }

    ChunkPacker packer() {
        return packer;
    }

    Cluster cluster() {
        return cluster;
    }

    /** {@return the line's only writer; when it is new, the ledger knows afterwards all that was ever published of the line} */
    LineWriter writer(LineLedger line, LineLedger.Hold hold) throws BrokerException, LedgerException {
        LineWriter writer = writers.get(line.line());
        if (writer != null && writer.isUsable()) {
            return writer;
        }
        drop(line.line());
        while (writers.size() >= MAX_WRITERS) {
            drop(writers.keySet().iterator().next());
        }
        LineWriter fresh = LineWriter.open(settings, line.line());
        try {
            history.complete(line, hold);
        } catch (BrokerException | LedgerException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        writers.put(line.line(), fresh);
        return fresh;
    }

    /** Lets a line's writer go; the next one reads again what is published. */
    void drop(LineId line) {
        LineWriter writer = writers.remove(line);
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public void close() {
        writers.values().forEach(LineWriter::close);
        writers.clear();
        history.close();
        cluster.close();
        packer.close();
    }
}
